import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { formatChineseDate } from '#domain/china-date.ts';
import { filePath } from './routes.ts';
import type { ProseFields, ProseKind } from './schemas/prose.ts';

/** A file that a published entry names, as the public site offers it. */
export interface PublishedFile {
  title: string;
  /** Address on the site, e.g. `/downloads/files/application-form.pdf`. */
  path: string;
  /** Where it lies on disk. */
  source: string;
  /** Name to save it under: the title and the file's extension. */
  saveAs: string;
  /** Upper case extension: PDF, XLSX, CSV. */
  type: string;
  bytes: number;
  /** Lower case hexadecimal. */
  sha256: string;
}

/** A file as an entry's front matter names it. */
export interface NamedFile {
  file: string;
  title: string;
  /** Way to the field that names it: `file`, `attachments.0.file`. */
  field: string;
}

/** The files that an entry's front matter names, whether published or not; of a document the present one first. */
export function namedFiles(kind: ProseKind, data: ProseFields[ProseKind]): NamedFile[] {
  if (kind === 'downloads') {
    const { file, title, formerVersions = [] } = data as ProseFields['downloads'];
    const former = formerVersions.map((one, index) => ({
      file: one.file,
      title: `${title}（第 ${one.version} 版，${formatChineseDate(one.publishedAt)}）`,
      field: `formerVersions.${index}.file`,
    }));
    return [{ file, title, field: 'file' }, ...former];
  }
  if (kind !== 'news') return [];
  const { attachments = [] } = data as ProseFields['news'];
  return attachments.map((one, index) => ({ ...one, field: `attachments.${index}.file` }));
}

/** Size and digest of a file beside an entry. Throws when it is not there. */
export function describeFile(
  directory: string,
  { kind, slug }: { kind: ProseKind; slug: string },
  { file, title }: { file: string; title: string },
): PublishedFile {
  const source = join(directory, kind, file);
  const bytes = readFileSync(source);
  const extension = extname(file);
  return {
    title,
    path: filePath(kind, slug, file),
    source,
    saveAs: title.toLowerCase().endsWith(extension.toLowerCase()) ? title : `${title}${extension}`,
    type: extension.slice(1).toUpperCase(),
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}
