import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { get as httpGet, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Listening, listen } from '../../verify-api/http/listen.ts';
import { createSiteHandler, type PageHandler } from '../../verify-api/http/serve-site.ts';
import { freshPostgres } from '../support/database.ts';
import { rawRequest } from '../support/raw-request.ts';
import { createTestService, type TestService } from '../support/service.ts';

let folder: string;
let service: TestService;
let listening: Listening;
let remove: () => Promise<void>;
let base: string;
const handedOver: string[] = [];

/** Stands in for Astro's middleware: knows two pages, and calls the API for one of them. */
const pages: PageHandler = async (request, response, next, { api }) => {
  handedOver.push(`${request.method} ${request.url}`);
  if (request.url === '/verify/result/') return answerResult(request, response, api);
  if (!request.url?.startsWith('/search/')) return next();
  response.writeHead(200, { 'Content-Type': 'text/html', 'X-Page': 'search' });
  response.end('<h1>搜索</h1>');
};

async function answerResult(
  request: IncomingMessage,
  response: ServerResponse,
  api: Parameters<PageHandler>[3]['api'],
) {
  let form = '';
  for await (const chunk of request) form += chunk;
  const answer = await api('/api/v1/verifications', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ number: new URLSearchParams(form).get('number') }),
  });
  response.writeHead(answer.status, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(await answer.text());
}

const files: Record<string, string> = {
  'index.html': '<h1>首页</h1>',
  '404.html': '<h1>没有这个页面</h1>',
  'courses/index.html': `<h1>课程</h1>${'字'.repeat(2000)}`,
  'courses/课程/index.html': '<h1>一门课</h1>',
  '_astro/style.abc123.css': 'body{}',
  'downloads/申请表.pdf': '%PDF-1.7',
  'downloads/图.svg': '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
  'downloads/files/form.pdf': '%PDF-1.7',
  'downloads/files/旧 表.xlsx': 'PK',
  'downloads/files/a.html': '<script>1</script>',
  'downloads/files/a.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  'downloads/names.json': '{"/downloads/files/form.pdf":"申请表（2026）\'s.pdf"}',
  'news/n/files/b.csv': '一,二',
  'data/large.json': '0'.repeat(5 * 1024 * 1024),
  '.env': 'secret',
  '.well-known/security.txt': 'secret',
};

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'jixue-site-'));
  const clientDir = path.join(folder, 'client');
  for (const [name, text] of Object.entries({ ...files, '../outside.html': 'secret' })) {
    await mkdir(path.dirname(path.join(clientDir, name)), { recursive: true });
    await writeFile(path.join(clientDir, name), text);
  }
  const fresh = await freshPostgres();
  remove = fresh.remove;
  const site = createSiteHandler({
    clientDir,
    pages,
    siteUrl: 'https://bank.example.cn',
    log: () => {},
  });
  service = await createTestService(fresh.database, { app: { site } });
  listening = await listen(service.app, { host: '127.0.0.1', port: 0 });
  base = `http://127.0.0.1:${listening.port}`;
});
afterAll(async () => {
  await listening.drain(100);
  await remove();
  await rm(folder, { recursive: true });
});

/** Sends the path as it is; fetch would tidy it first. */
const raw = (methodAndTarget: string) => rawRequest(listening.port, methodAndTarget);

const get = (target: string, headers: Record<string, string> = {}) =>
  fetch(`${base}${target}`, { headers, redirect: 'manual' });

describe('the site', () => {
  test('lets nobody keep a missing script for a year', async () => {
    const answer = await get('/_astro/verify.new123.js');
    expect(answer.status).toBe(404);
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
  });

  test.each([
    [
      'form.pdf',
      'application/pdf',
      'attachment',
      '%E7%94%B3%E8%AF%B7%E8%A1%A8%EF%BC%882026%EF%BC%89%27s.pdf',
    ],
    [
      'form.pdf?view',
      'application/pdf',
      'inline',
      '%E7%94%B3%E8%AF%B7%E8%A1%A8%EF%BC%882026%EF%BC%89%27s.pdf',
    ],
    [
      '%E6%97%A7%20%E8%A1%A8.xlsx?view',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'attachment',
      '%E6%97%A7%20%E8%A1%A8.xlsx',
    ],
    ['a.html?view', 'application/octet-stream', 'attachment', 'a.html'],
    ['a.svg?view', 'application/octet-stream', 'attachment', 'a.svg'],
    ['../../news/n/files/b.csv', 'text/csv; charset=utf-8', 'attachment', 'b.csv'],
  ])('offers the attached file %s to be saved under its name', async (file, type, way, name) => {
    const { headers } = await get(`/downloads/files/${file}`);
    expect(headers.get('Content-Type')).toBe(type);
    expect(headers.get('Content-Disposition')).toMatch(
      new RegExp(`^${way}; filename="file\\.\\w+"; `),
    );
    expect(headers.get('Content-Disposition')?.endsWith(`; filename*=UTF-8''${name}`)).toBe(true);
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
  });

  test('names no file that is not attached', async () => {
    expect((await get('/downloads/names.json')).headers.get('Content-Disposition')).toBeNull();
    expect((await get('/')).headers.get('Content-Disposition')).toBeNull();
  });

  test('lets nothing run in a picture opened by its address', async () => {
    const answer = await get('/downloads/%E5%9B%BE.svg');
    expect(answer.headers.get('Content-Security-Policy')).toMatch(/default-src 'none'.*sandbox/);
  });

  test.each([
    ['/', 'text/html; charset=utf-8', 'public, max-age=0, must-revalidate', '首页'],
    ['/courses/', 'text/html; charset=utf-8', 'public, max-age=0, must-revalidate', '课程'],
    [
      '/courses/%E8%AF%BE%E7%A8%8B/',
      'text/html; charset=utf-8',
      'public, max-age=0, must-revalidate',
      '一门课',
    ],
    [
      '/_astro/style.abc123.css',
      'text/css; charset=utf-8',
      'public, max-age=31536000, immutable',
      'body',
    ],
    [
      '/downloads/%E7%94%B3%E8%AF%B7%E8%A1%A8.pdf',
      'application/pdf',
      'public, max-age=0, must-revalidate',
      '%PDF',
    ],
    [
      '/data/large.json',
      'application/json; charset=utf-8',
      'public, max-age=0, must-revalidate',
      '000',
    ],
  ])('serves %s', async (target, type, caching, text) => {
    const answer = await get(target);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Content-Type')).toBe(type);
    expect(answer.headers.get('Cache-Control')).toBe(caching);
    expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(answer.headers.get('Strict-Transport-Security')).toContain('max-age');
    const body = await answer.text();
    expect(body).toContain(text);
    const again = await get(target, { 'If-None-Match': answer.headers.get('ETag') ?? '' });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
    const head = await fetch(`${base}${target}`, { method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(await head.text()).toBe('');
  });

  test('compresses text for whoever takes gzip', async () => {
    const request = httpGet(`${base}/courses/`, { headers: { 'Accept-Encoding': 'br, gzip' } });
    const [answer] = (await once(request, 'response')) as [IncomingMessage];
    expect(answer.headers['content-encoding']).toBe('gzip');
    expect(answer.headers.vary).toBe('Accept-Encoding');
    const packed = Buffer.concat(await answer.toArray());
    expect(packed.length).toBeLessThan(1000);
    expect(gunzipSync(packed).toString()).toBe(files['courses/index.html']);
    const plain = await get('/courses/', { 'Accept-Encoding': 'identity' });
    expect(plain.headers.get('Content-Encoding')).toBeNull();
  });

  test('sends a folder without its slash to the one with it', async () => {
    const answer = await get('/courses?page=2');
    expect(answer.status).toBe(301);
    expect(answer.headers.get('Location')).toBe('/courses/?page=2');
  });

  test.each([
    '/nothing/',
    '/.env',
    '/.well-known/security.txt',
    '/../outside.html',
    '/..%2foutside.html',
    '/%2e%2e/outside.html',
    '/..%5coutside.html',
    '/courses/..%2f..%2foutside.html',
    '//courses',
    '//courses/',
    '/%00',
    '/%',
    '/index.html/',
  ])('has nothing at %s, and says so in Chinese', async (target) => {
    const answer = await raw(`GET ${target}`);
    expect(answer).toMatch(/^HTTP\/1\.1 404 /);
    expect(answer).not.toContain('secret');
    expect(answer).not.toMatch(/^location:/im);
    if (!target.startsWith('/.well-known')) expect(answer).toContain('没有这个页面');
  });

  test('hands the pages made on demand to Astro, headers first', async () => {
    const answer = await get('/search/?q=x');
    expect(await answer.text()).toContain('搜索');
    expect(answer.headers.get('X-Page')).toBe('search');
    expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
    expect(answer.headers.get('Content-Security-Policy')).toBe("frame-ancestors 'none'");
  });

  test('answers HEAD for a page made on demand', async () => {
    const answer = await fetch(`${base}/search/?q=x`, { method: 'HEAD' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('X-Page')).toBe('search');
    expect(await answer.text()).toBe('');
  });

  test('sends a page made on demand without its slash to the one with it', async () => {
    const answer = await get('/search?q=x');
    expect(answer.status).toBe(301);
    expect(answer.headers.get('Location')).toBe('/search/?q=x');
  });

  test.each(['TRACE', 'PURGE', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'POST'])(
    'answers %s for a page, a file or nothing at all with the methods there are, in Chinese',
    async (method) => {
      handedOver.length = 0;
      for (const target of ['/', '/search/?q=x', '/data/large.json', '/nothing/']) {
        const answer = await raw(`${method} ${target}`);
        expect(answer, target).toMatch(/^HTTP\/1\.1 405 Method Not Allowed/);
        expect(answer).toMatch(/^allow: GET, HEAD\r$/im);
        expect(answer).toMatch(/^content-security-policy: .*frame-ancestors 'none'/im);
        expect(answer).toContain('这个地址只支持 GET、HEAD。');
      }
      expect(handedOver).toEqual([]);
    },
  );

  test('takes a form at /verify/ and nothing stranger', async () => {
    const answer = await raw('DELETE /verify/');
    expect(answer).toMatch(/^HTTP\/1\.1 405 /);
    expect(answer).toMatch(/^allow: GET, HEAD, POST\r$/im);
  });

  test.each([
    ['GET /search/?q=电子商务师', 400, '网址里的汉字要先编码'],
    ['FOO /', 405, '本站只支持 GET、HEAD、POST'],
    ['GET /a b', 400, '这个请求不符合 HTTP'],
  ])(
    'answers %j, which is no request at all, by %i and a Chinese page',
    async (line, status, text) => {
      const answer = await raw(line);
      expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
      expect(answer).toMatch(/^content-type: text\/html; charset=utf-8\r$/im);
      expect(answer).toContain(text);
      const [head = '', body = ''] = answer.split('\r\n\r\n');
      expect(head).toContain(`Content-Length: ${Buffer.byteLength(body)}`);
    },
  );

  test('refuses a form that is too large before it is read', async () => {
    handedOver.length = 0;
    for (const target of ['/verify/', '/verify/pdf/']) {
      const answer = await fetch(`${base}${target}`, {
        method: 'POST',
        body: new URLSearchParams({ number: '1'.repeat(1024 * 1024) }),
      });
      expect(answer.status, target).toBe(413);
      expect(answer.headers.get('Content-Type')).toContain('text/html');
      expect(await answer.text()).toContain('提交的内容超过 1 MiB');
    }
    expect(handedOver).toEqual([]);
  });

  test.each(['/verify/', '/verify'])(
    'answers the form posted to %s by the result page',
    async (target) => {
      const { number } = await service.issue();
      handedOver.length = 0;
      const answer = await fetch(`${base}${target}`, {
        method: 'POST',
        body: new URLSearchParams({ number }),
      });
      expect(handedOver).toEqual(['POST /verify/result/']);
      expect(answer.status).toBe(200);
      expect(JSON.parse(await answer.text())).toMatchObject({ level: 'summary', number });
    },
  );

  test('counts the failures of a page’s visitor for that visitor', async () => {
    const statuses: number[] = [];
    for (let at = 0; at < 62; at += 1) {
      const answer = await fetch(`${base}/verify/`, {
        method: 'POST',
        body: new URLSearchParams({ number: '32264817392055164350' }),
      });
      statuses.push(answer.status);
    }
    expect(statuses[0]).toBe(404);
    expect(statuses.at(-1)).toBe(429);
  });

  test('leaves the API to the API', async () => {
    for (const target of ['/api/v1/verifications', '/healthz']) {
      const answer = await raw(`TRACE ${target}`);
      expect(answer).toMatch(/^HTTP\/1\.1 405 /);
      expect(answer).toMatch(/^content-type: application\/problem\+json\r$/im);
    }
    expect(await (await get('/api/nothing')).json()).toMatchObject({ code: 'not-found' });
    expect(await (await get('/healthz')).json()).toEqual({ status: 'ok' });
  });
});
