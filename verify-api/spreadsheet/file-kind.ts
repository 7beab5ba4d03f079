import { OperatorError } from '#domain/operator-error.ts';
import { nameOfBytes } from './file-signatures.ts';

const SAVE_AS = '请用 Excel 或 WPS 打开它，另存为「Excel 工作簿（.xlsx）」再试';
const LEADING = 2048;

/**
 * Tells by its bytes, never by its name, whether a file is a workbook (.xlsx) or text (.csv).
 * @throws OperatorError that names what it is instead and what to do
 */
export function fileKind(bytes: Buffer): 'workbook' | 'text' {
  if (bytes.length === 0) throw new OperatorError('文件是空的（0 字节），请换上完整的文件。');
  const start = bytes.toString('hex', 0, 8);
  if (start.startsWith('504b0304')) {
    if (bytes.includes('xl/workbook.xml')) return 'workbook';
    throw new OperatorError(`${otherPackage(bytes)}${SAVE_AS}。`);
  }
  if (start === 'd0cf11e0a1b11ae1') throw new OperatorError(compoundFile(bytes));
  const opening = bytes.toString('latin1', 0, LEADING).trimStart().toLowerCase();
  if (/^(ï»¿)?<(!doctype|html|head|meta|table|\?xml|style)/.test(opening)) {
    throw new OperatorError(`这其实是网页或 XML，只是扩展名像表格。${SAVE_AS}。`);
  }
  const name = nameOfBytes(bytes);
  if (name !== undefined && name !== '纯文本') {
    throw new OperatorError(
      `这是「${name}」，不是表格；改扩展名不能改变格式。请用 .xlsx 或 .csv。`,
    );
  }
  return 'text';
}

function otherPackage(bytes: Buffer): string {
  if (bytes.includes('xl/workbook.bin')) return '这是 Excel 二进制工作簿（.xlsb），读不了。';
  if (bytes.includes('Index/Document.iwa')) return '这是苹果 Numbers 表格（.numbers），读不了。';
  if (bytes.includes('opendocument.spreadsheet')) return '这是 OpenDocument 表格（.ods），读不了。';
  return `这是「${nameOfBytes(bytes) ?? '压缩包'}」，里面没有工作表。`;
}

/** Compound File Binary: Excel 97–2003, WPS .et, and every workbook with a password. */
function compoundFile(bytes: Buffer): string {
  return bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'))
    ? '这个工作簿设了打开密码，读不了。请在 Excel 或 WPS 里去掉密码，重新保存再试。'
    : `这是旧版表格（.xls 或 .et），读不了。${SAVE_AS}。`;
}
