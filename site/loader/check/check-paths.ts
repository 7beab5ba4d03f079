import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Problem } from '../problem.ts';
import type { Content } from '../read-content.ts';
import { PROSE_KINDS } from '../schemas/prose.ts';
import { fileNameFault } from './files/file-name-fault.ts';

const LARGEST_TEXT = 1024 * 1024;

/**
 * Names and places of what is read: whatever door a file came through, nothing outside the content
 * directory is published, and no name breaks an address.
 */
export function checkPaths({ directory }: Pick<Content, 'directory'>): Problem[] {
  return ['', 'catalogs', ...PROSE_KINDS].flatMap((folder) => {
    const path = join(directory, folder);
    if (!existsSync(path) || !statSync(path).isDirectory()) return [];
    return readdirSync(path, { withFileTypes: true }).flatMap((item) => {
      const file = folder === '' ? item.name : `${folder}/${item.name}`;
      const fault = faultOf(directory, file, item.name, item.isSymbolicLink());
      return fault === undefined ? [] : [{ rank: 'header' as const, file, message: fault }];
    });
  });
}

function faultOf(
  directory: string,
  file: string,
  name: string,
  isLink: boolean,
): string | undefined {
  if (name.startsWith('.')) return undefined;
  if (isLink && !isInside(directory, file)) {
    return '是指向别处的链接，那里的文件不能公布。请把文件本身放进来';
  }
  if (!/\.md$/i.test(name)) return undefined;
  const fault = fileNameFault(name);
  if (fault !== undefined) return fault;
  return statSync(join(directory, file)).size > LARGEST_TEXT
    ? '文章超过 1 MB，多半是把图片粘贴成了文字。请删去，图片另存成文件再放'
    : undefined;
}

/** Whether a file of the content directory really lies in it, symbolic links followed. */
export function isInside(directory: string, file: string): boolean {
  try {
    return realpathSync(join(directory, file)).startsWith(realpathSync(directory) + sep);
  } catch {
    return false;
  }
}
