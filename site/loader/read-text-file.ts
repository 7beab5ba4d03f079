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
    if (isWorkbook(bytes)) return { problem: { rank: 'unreadable', file, message: WORKBOOK } };
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { problem: { rank: 'unreadable', file, message: encodingMessage(file) } };
  }
}

const WORKBOOK =
  '这是 Excel 或 Word 文件，只是改了扩展名。请在原来的软件里打开它，表格另存为「CSV UTF-8（逗号分隔）」，文字另存为 UTF-8 纯文本';

/** Starts of ZIP (xlsx, docx) and of the older binary Office files. */
function isWorkbook(bytes: Buffer): boolean {
  return ['504b0304', 'd0cf11e0'].includes(bytes.toString('hex', 0, 4));
}

/** What to do about bytes that are not UTF-8, in the program such a file is usually made with. */
export function encodingMessage(file: string): string {
  const what = '文件不是 UTF-8 编码（多半存成了 GBK，也叫 ANSI）';
  return /\.csv$/i.test(file)
    ? `${what}。在 Excel 里请用「另存为」，类型选「CSV UTF-8（逗号分隔）」`
    : `${what}。在记事本里请用「文件」→「另存为」，右下角「编码」选「UTF-8」`;
}
