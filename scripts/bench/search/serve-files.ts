import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { brotliCompressSync } from 'node:zlib';

/** The product as it was built. */
export const SITE = 'dist/client';

const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript',
  json: 'application/json',
  txt: 'text/plain; charset=utf-8',
};

/**
 * Serves the bench's own files of `root`, the product's scripts, and as `/box/` its home page. Counts in
 * `sent` what goes out, compressed.
 */
export function serveFiles(root: string, sent: Map<string, number>): Promise<Server> {
  const server = createServer((request, response) => {
    const name = new URL(request.url ?? '/', 'http://here').pathname.slice(1) || 'index.html';
    const file = name.startsWith('_astro/')
      ? path.join(SITE, name)
      : name === 'box/'
        ? path.join(SITE, 'index.html')
        : name.startsWith('minisearch/')
          ? path.join('node_modules/minisearch/dist/es', name.slice('minisearch/'.length))
          : path.join(root, name);
    try {
      const body = readFileSync(file);
      const compressible = !/\.(pf_\w+|pagefind)$/.test(file);
      if (name !== 'index.html') {
        sent.set(name, compressible ? brotliCompressSync(body).length : body.length);
      }
      const type = TYPES[file.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
      response.writeHead(200, { 'Content-Type': type }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}
