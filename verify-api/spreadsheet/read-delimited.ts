import { CsvError, parse } from 'csv-parse/sync';
import { OperatorError } from '#domain/operator-error.ts';
import { decodeText } from './decode-text.ts';
import type { Sheet } from './sheet.ts';

const SIGNS = { ',': '逗号', '\t': '制表符', ';': '分号', '，': '中文逗号', '；': '中文分号' };
type Sign = keyof typeof SIGNS;

/** A header is looked for in so many lines: titles and notes may stand above it. */
const HEADER_LINES = 20;

/**
 * Reads a text table: UTF-8, UTF-16 or GB18030, CRLF or LF, RFC 4180 quotes, parted by the sign
 * that parts most of the header's known columns.
 * @param isColumn whether a text is a header that the catalog knows
 * @throws OperatorError when the file cannot be decoded or a quote is never closed
 */
export function readDelimited(bytes: Buffer, isColumn: (text: string) => boolean): Sheet {
  const { text, encoding } = decodeText(bytes);
  const sign = signOf(text, isColumn);
  const name = encoding === 'GB18030' ? 'GB18030（GBK）' : `${encoding} `;
  return {
    rows: parseRows(text, sign),
    how: `${name}编码，${SIGNS[sign]}分隔`,
    notices: [],
    unread: [],
    merged: [],
    lossy: encoding === 'GB18030',
  };
}

function signOf(text: string, isColumn: (text: string) => boolean): Sign {
  const lines = text.split(/\r\n|\n|\r/, HEADER_LINES);
  const known = (sign: Sign) =>
    Math.max(
      ...lines.map((line) => line.split(sign).filter((cell) => isColumn(unquoted(cell))).length),
    );
  const [best = ','] = (Object.keys(SIGNS) as Sign[]).sort((a, b) => known(b) - known(a));
  return best;
}

function unquoted(cell: string): string {
  return cell.trim().replace(/^"(.*)"$/, '$1');
}

function parseRows(text: string, delimiter: Sign): string[][] {
  try {
    return parse(text, {
      delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: false,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const row = Number(error['records'] ?? 0) + 1;
    throw new OperatorError(
      `第 ${row} 行起引号不成对，后面的内容分不清格子。含逗号、换行或引号的内容要整格放在英文双引号里；用 Excel 另存为 .xlsx 再试最省事。`,
      error,
    );
  }
}
