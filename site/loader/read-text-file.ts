import { readFileSync } from 'node:fs';
import type { Problem } from './problem.ts';

/**
 * The text of a UTF-8 file, with or without byte order mark, or the problem that keeps it from
 * being read. Excel's plain “CSV” writes GB18030, which is the usual cause of bad bytes.
 */
export function readTextFile(
  path: string,
  file: string,
): { text: string; problem?: undefined } | { text?: undefined; problem: Problem } {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return { problem: { rank: 'missing-file', file, message: '缺少这个文件' } };
    }
    return { problem: { rank: 'unreadable', file, message: `文件打不开：${String(error)}` } };
  }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    const message =
      '文件不是 UTF-8 编码。在 Excel 里请用「另存为」，类型选「CSV UTF-8（逗号分隔）」';
    return { problem: { rank: 'unreadable', file, message } };
  }
}
