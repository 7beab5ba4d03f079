import { extname } from 'node:path';
import type { ProseKindName } from '#domain/content-answers.ts';
import { inspectFile } from '../check/files/inspect-file.ts';

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
  const isPicture = PICTURES.test(extname(name));
  if (!isPicture && kind !== 'news' && kind !== 'downloads') {
    return `「${name}」不能放在这里：这一栏只能放图片。要让人下载，请放进「新闻」的附件或「文档下载」。`;
  }
  const { fault } = inspectFile(path, name, isPicture ? 'picture' : 'file');
  return fault === undefined ? null : `「${name}」${fault}。`;
}
