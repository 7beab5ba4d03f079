import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { REFUSAL_POLICY, refusalHtml, toHome } from './refusal-page.ts';
import { commonHeaders } from './security-headers.ts';

interface Answer {
  status: 400 | 405 | 408 | 413 | 431;
  title: string;
  sentence: string;
}

const answers: Record<string, Answer> = {
  HPE_INVALID_METHOD: {
    status: 405,
    title: '不支持的方法',
    sentence: '本站只支持 GET、HEAD、POST。',
  },
  HPE_INVALID_URL: {
    status: 400,
    title: '网址写法有误',
    sentence:
      '网址里的汉字要先编码（百分号编码）再发送；用浏览器打开的，请直接在搜索页输入要查的词。',
  },
  HPE_HEADER_OVERFLOW: { status: 431, title: '请求头太长', sentence: '请求头太长，没有处理。' },
  HPE_CHUNK_EXTENSIONS_OVERFLOW: {
    status: 413,
    title: '内容太大',
    sentence: '内容太大，没有处理。',
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    title: '等待超时',
    sentence: '请求没有发完，请再试一次。',
  },
};
const other: Answer = {
  status: 400,
  title: '请求有误',
  sentence: '这个请求不符合 HTTP，没有处理。',
};

/**
 * For the server's `clientError`: what never becomes a request, such as Chinese characters as raw
 * bytes in the request line (RFC 9112 section 3.2 forbids them), is answered with a Chinese page too.
 */
export function answerUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const { status, title, sentence } = answers[error.code ?? ''] ?? other;
  const body = Buffer.from(refusalHtml(title, sentence, toHome));
  const head: Record<string, string> = {
    ...commonHeaders,
    'Content-Security-Policy': REFUSAL_POLICY,
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Length': String(body.length),
    'Cache-Control': 'no-store',
    Connection: 'close',
    ...(status === 405 ? { Allow: 'GET, HEAD, POST' } : {}),
  };
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n`);
  socket.end(body);
}
