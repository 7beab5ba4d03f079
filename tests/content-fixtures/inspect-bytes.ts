import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { inspectFile } from '../../site/loader/check/files/inspect-file.ts';

/** What is said of a file of these bytes. */
export function inspectBytes(name: string, bytes: Uint8Array, use: 'file' | 'picture' = 'file') {
  const room = mkdtempSync(join(tmpdir(), 'inspected-'));
  try {
    const path = join(room, `file${extname(name)}`);
    writeFileSync(path, bytes);
    return inspectFile(path, name, use);
  } finally {
    rmSync(room, { recursive: true });
  }
}

export const textBytes = (value: string) => Uint8Array.from(Buffer.from(value));
/** Parts of a document with macros. */
export const macros = { 'word/vbaProject.bin': 'x' };
