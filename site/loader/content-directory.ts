import { resolve } from 'node:path';

/**
 * Where the bank's content lies, absolute. `CONTENT_DIR` lets a bank keep its content in a
 * repository of its own; the default is `content` under the working directory.
 */
export function contentDirectory(): string {
  return resolve(process.env['CONTENT_DIR'] || 'content');
}
