import { isProgram } from './file-kinds.ts';
import { type OleEntry, oleEntries } from './ole-file.ts';

const MAIN_STREAMS: Record<string, RegExp> = {
  doc: /^WordDocument$/,
  xls: /^(Workbook|Book)$/,
  ppt: /^PowerPoint Document$/,
};
const PROGRAMS: Record<string, string> = { doc: 'Word', xls: 'Excel', ppt: 'PowerPoint' };

export const MACROS =
  '带有宏（程序），可能被用来传播病毒，不能公布。请另存为不带宏的 .docx、.xlsx 或 PDF';
export const PASSWORD = '加了密码，别人打不开。请在原来的软件里去掉密码，另存后再放';
export const DAMAGED = '打不开，可能没有传完或已经损坏。请在原来的软件里打开它，另存一份再放';

/** What keeps a file of Office 97 to 2003 from being published. */
export function oldOfficeFault(bytes: Buffer, ending: string): string | undefined {
  let entries: OleEntry[];
  try {
    entries = oleEntries(bytes);
  } catch (error) {
    if (error instanceof RangeError) return DAMAGED;
    throw error;
  }
  const names = new Set(entries.map(({ name }) => name));
  if (names.has('EncryptedPackage') || names.has('EncryptedSummary')) return PASSWORD;
  const main = entries.find(({ name }) => MAIN_STREAMS[ending]?.test(name))?.bytes();
  if (!main) return `内容不是 ${PROGRAMS[ending]} 文件，别人打不开。请换上正确的文件`;
  if (['_VBA_PROJECT', '_VBA_PROJECT_CUR', 'VBA', 'Macros'].some((name) => names.has(name))) {
    return MACROS;
  }
  if (entries.some(isPackedProgram)) return '里面嵌有程序文件，不能公布。请删去再放';
  if (ending === 'doc') return isEncryptedWord(main) ? PASSWORD : undefined;
  if (ending === 'xls') return faultOfSheets(main);
  return hasPresentationMacros(main) ? MACROS : undefined;
}

/** Office of today wraps what has a password into a file of the old kind ([MS-OFFCRYPTO] 2.3). */
export function isLocked(bytes: Buffer, ending: string): boolean {
  const isNew = ['docx', 'xlsx', 'pptx'].includes(ending);
  if (!isNew || bytes.toString('hex', 0, 4) !== 'd0cf11e0') return false;
  return bytes.includes(Buffer.from('EncryptedPackage', 'utf16le'));
}

/** A file put into a document as an object keeps its name ([MS-OLEDS] 2.3.6). */
export function isPackedProgram(entry: OleEntry): boolean {
  if (entry.name !== '\u0001Ole10Native') return false;
  const names = entry.bytes().toString('latin1', 0, 2048).split('\0');
  return names.some((name) => isProgram(name));
}

/** The flag fEncrypted of the file information block ([MS-DOC] 2.5.2). */
function isEncryptedWord(main: Buffer): boolean {
  return main.length > 12 && (main.readUInt16LE(10) & 0x0100) !== 0;
}

/** Records of the workbook's globals ([MS-XLS] 2.4): FilePass, and sheets that hold Excel 4 macros. */
function faultOfSheets(main: Buffer): string | undefined {
  for (let at = 0; at + 4 <= main.length; ) {
    const id = main.readUInt16LE(at);
    const length = main.readUInt16LE(at + 2);
    if (id === 0x2f) return PASSWORD;
    if (id === 0x85 && length >= 6 && main.readUInt8(at + 9) === 1) return MACROS;
    if (id === 0x0a) return undefined;
    at += 4 + length;
  }
  return undefined;
}

/** A VbaInfoAtom whose fHasMacros is set ([MS-PPT] 2.4.11). */
function hasPresentationMacros(main: Buffer): boolean {
  const header = Buffer.from('020000040c000000', 'hex');
  for (let at = main.indexOf(header); at >= 0; at = main.indexOf(header, at + 1)) {
    if (at + 16 <= main.length && main.readUInt32LE(at + 12) === 1) return true;
  }
  return false;
}
