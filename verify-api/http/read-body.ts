import { Problem } from '#domain/problem.ts';
import type { AppContext } from './app-environment.ts';

export const LARGEST_BODY = 1024 * 1024;
/** Of a batch: 10,000 reports of a dozen outcomes are about 25 MiB. */
const LARGEST_BATCH = 64 * 1024 * 1024;
const DEEPEST = 32;

/** The body as JSON. Throws `unsupported-media-type`, `payload-too-large` or `invalid-json`. */
export async function readJson(c: AppContext): Promise<unknown> {
  requireType(c, /^application\/(?:[\w.-]+\+)?json$/, 'application/json');
  const text = await readText(c);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Problem('invalid-json', '请求体不是有效的 JSON。');
  }
  if (isDeeperThan(value, DEEPEST)) {
    throw new Problem('invalid-json', `请求体的 JSON 嵌套超过 ${DEEPEST} 层。`);
  }
  return value;
}

/** The lines of an NDJSON body. It is taken in whole before the first line is worked on, for the sender must not time out. */
export async function readLines(c: AppContext): Promise<string[]> {
  requireType(c, /^application\/(x-ndjson|jsonl)$/, 'application/x-ndjson');
  return (await readText(c, LARGEST_BATCH)).split('\n');
}

/** The body of an HTML form, `application/x-www-form-urlencoded`. */
export async function readForm(c: AppContext): Promise<URLSearchParams> {
  const type = 'application/x-www-form-urlencoded';
  requireType(c, /^application\/x-www-form-urlencoded$/, type);
  return new URLSearchParams(await readText(c));
}

/** The body of an HTML form with files, `multipart/form-data` (RFC 7578). */
export async function readUpload(c: AppContext, largest: number): Promise<FormData> {
  requireType(c, /^multipart\/form-data$/, 'multipart/form-data');
  const bytes = await readBytes(c, largest);
  const headers = { 'Content-Type': c.req.header('Content-Type') ?? '' };
  try {
    return await new Response(bytes as Uint8Array<ArrayBuffer>, { headers }).formData();
  } catch {
    throw new Problem('validation-failed', '上传的内容不完整，请再试一次。');
  }
}

function requireType(c: AppContext, pattern: RegExp, expected: string): void {
  const type = c.req.header('Content-Type')?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (!pattern.test(type)) {
    throw new Problem('unsupported-media-type', `请求的 Content-Type 应为 ${expected}。`);
  }
}

async function readText(c: AppContext, largest = LARGEST_BODY): Promise<string> {
  const bytes = await readBytes(c, largest).catch((error) => {
    if (error instanceof Problem) throw error;
    // The sender went away in the middle: nobody's fault that an operator should look for.
    throw new Problem('invalid-json', '请求没有发完，没有处理。');
  });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Problem('invalid-json', '请求体不是有效的 UTF-8 文字。');
  }
}

async function readBytes(c: AppContext, largest: number): Promise<ArrayBuffer | Uint8Array> {
  const declared = c.req.header('Content-Length');
  if (declared !== undefined) {
    if (Number(declared) > largest) throw tooLarge(largest);
    return c.req.arrayBuffer();
  }
  return readChunks(c.req.raw.body, largest);
}

async function readChunks(
  body: ReadableStream<Uint8Array> | null,
  largest: number,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = body?.getReader();
  for (;;) {
    const { done = true, value } = (await reader?.read()) ?? {};
    if (done || value === undefined) return Buffer.concat(chunks);
    length += value.length;
    if (length > largest) throw tooLarge(largest);
    chunks.push(value);
  }
}

export function tooLarge(largest = LARGEST_BODY): Problem {
  const mebibytes = Math.floor(largest / 1024 / 1024);
  return new Problem('payload-too-large', `提交的内容超过 ${mebibytes} MiB，没有处理。`);
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  return Object.values(value).some((item) => isDeeperThan(item, levels - 1));
}
