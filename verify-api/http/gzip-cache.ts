import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const compress = promisify(gzip);
const MOST_BYTES = 32 * 1024 * 1024;

/** Compresses files once each; forgets those used least recently beyond 32 MiB. */
export function createGzipCache() {
  const kept = new Map<string, Buffer>();
  let bytes = 0;

  function keep(key: string, body: Buffer): void {
    kept.set(key, body);
    bytes += body.length;
    for (const [oldest, { length }] of kept) {
      if (bytes <= MOST_BYTES) break;
      kept.delete(oldest);
      bytes -= length;
    }
  }

  /** `version` changes whenever the file does. */
  return async function gzipped(file: string, version: string): Promise<Buffer> {
    const key = `${file}\0${version}`;
    const known = kept.get(key);
    if (known !== undefined) {
      kept.delete(key);
      kept.set(key, known);
      return known;
    }
    const body = await compress(await readFile(file));
    if (!kept.has(key)) keep(key, body);
    return body;
  };
}
