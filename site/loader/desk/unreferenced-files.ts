import { statSync } from 'node:fs';
import { join } from 'node:path';
import { unreferencedFiles } from '../check/check-files.ts';
import { readContent } from '../read-content.ts';

/** Files of a content directory that no entry names, with their sizes; no page offers them. */
export function listUnreferenced(directory: string): { file: string; bytes: number }[] {
  return unreferencedFiles(readContent(directory)).map((file) => ({
    file,
    bytes: statSync(join(directory, file)).size,
  }));
}
