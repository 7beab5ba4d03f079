import { readFileSync, statSync } from 'node:fs';
import { extname } from 'node:path';
import type { ProseKindName } from '#domain/content-answers.ts';
import { faultOfBytes } from '#spreadsheet/file-signatures.ts';

const PICTURES = /^\.(png|jpe?g|gif|webp|svg)$/i;

/** What keeps a file from being attached to an entry, as a sentence in Chinese; null when it may be. */
export function checkFile({
  path,
  name,
  kind,
}: {
  /** Where it lies now. */
  path: string;
  /** As it would lie beside its entry. */
  name: string;
  kind: ProseKindName;
}): string | null {
  const use = PICTURES.test(extname(name)) ? 'picture' : 'file';
  const fault = faultOfBytes(readFileSync(path), extname(name).slice(1).toLowerCase(), use);
  void kind;
  void statSync;
  return fault === undefined ? null : `「${name}」${fault}。`;
}
