import { fileKind } from './file-kind.ts';
import { readDelimited } from './read-delimited.ts';
import { readWorkbook } from './read-workbook.ts';
import type { Sheet } from './sheet.ts';

/**
 * The first visible sheet of a workbook, or a text table; which of them is told by the bytes.
 * @param isColumn whether a text is the name of a column: tells how a text table is parted
 * @param unpackedLimit bytes that a workbook may have once unpacked
 * @throws OperatorError in Chinese, when it is neither or cannot be read
 */
export async function readSpreadsheet(
  bytes: Buffer,
  isColumn: (text: string) => boolean,
  unpackedLimit: number,
): Promise<Sheet> {
  return fileKind(bytes) === 'workbook'
    ? readWorkbook(bytes, undefined, unpackedLimit)
    : readDelimited(bytes, isColumn);
}
