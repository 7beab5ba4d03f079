import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { AppContext } from './app-environment.ts';
import { createAttachedFiles } from './attached-file.ts';
import { contentType, isCompressible } from './content-types.ts';
import type { Found } from './find-file.ts';
import { createGzipCache } from './gzip-cache.ts';

const READ_WHOLE = 1024 * 1024;
const COMPRESS_FROM = 1024;
const COMPRESS_TO = 4 * 1024 * 1024;

type File = Extract<Found, { kind: 'file' }>;

/** An SVG opened by its address is a document of this origin: no script in it may run. */
const PICTURE_ONLY =
  "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";

/** Answers with a file below `root`; names with a hash in them (`/_astro/`) are kept by browsers for ever. */
export function createFileServer(root: string) {
  const attachedHeaders = createAttachedFiles(root);
  const gzipped = createGzipCache();

  return async function serveFile(
    c: AppContext,
    { file, size, etag }: File,
    status: 200 | 404 = 200,
  ): Promise<Response> {
    const attached = await attachedHeaders(c.req.path, c.req.query('view') !== undefined);
    const type = attached?.['Content-Type'] ?? contentType(file);
    const compressible = isCompressible(type);
    c.header('Content-Type', type);
    for (const [name, value] of Object.entries(attached ?? {})) c.header(name, value);
    c.header('ETag', etag);
    c.header('Cache-Control', status === 200 ? cacheControl(c.req.path) : 'no-store');
    if (type.startsWith('image/svg')) c.header('Content-Security-Policy', PICTURE_ONLY);
    if (compressible) c.header('Vary', 'Accept-Encoding');
    if (status === 200 && matches(c.req.header('If-None-Match'), etag)) return c.body(null, 304);
    if (compressible && size >= COMPRESS_FROM && size <= COMPRESS_TO && acceptsGzip(c)) {
      c.header('Content-Encoding', 'gzip');
      return whole(c, await gzipped(file, etag), status);
    }
    if (size <= READ_WHOLE) return whole(c, await readFile(file), status);
    c.header('Content-Length', String(size));
    if (c.req.method === 'HEAD') return c.body(null, status);
    return c.body(Readable.toWeb(createReadStream(file)) as ReadableStream, status);
  };
}

function whole(c: AppContext, body: Buffer, status: 200 | 404): Response {
  c.header('Content-Length', String(body.length));
  return c.body(body as Buffer<ArrayBuffer>, status);
}

function cacheControl(path: string): string {
  if (path.startsWith('/_astro/')) return 'public, max-age=31536000, immutable';
  // On every page, and changes hardly ever: asked for anew each time it would blink.
  if (path === '/seal.svg') return 'public, max-age=86400';
  return 'public, max-age=0, must-revalidate';
}

function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  const opaque = (tag: string) => tag.trim().replace(/^W\//, '');
  return ifNoneMatch?.split(',').some((tag) => opaque(tag) === opaque(etag)) ?? false;
}

function acceptsGzip(c: AppContext): boolean {
  return /(^|[\s,])(gzip|\*)(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(
    c.req.header('Accept-Encoding') ?? '',
  );
}
