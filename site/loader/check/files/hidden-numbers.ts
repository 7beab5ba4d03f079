import { zipParts } from '#spreadsheet/zip-parts.ts';
import { personalNumbers } from '../text-findings.ts';

const READ: Record<string, RegExp> = {
  xlsx: /^xl\/(sharedStrings|worksheets\/sheet\d+)\.xml$/,
  docx: /^word\/(document|footnotes|comments)\.xml$/,
  pptx: /^ppt\/slides\/slide\d+\.xml$/,
};

/** A sheet of a million cells takes about as much; more is formatting down to the last row. */
const LARGEST_PART = 64 * 1024 * 1024;
const TOO_LARGE =
  '里面的表格或文字解开后太大，无法检查有没有身份证号码。请删去多余的空行和格式，或拆成几个文件';

/** A resident identity number in a file that is to be published, hidden rows and columns too. */
export function hiddenNumberFault(bytes: Buffer, ending: string): string | undefined {
  if (ending === 'csv' || ending === 'txt') return faultIn(bytes.toString('utf8'));
  const wanted = READ[ending];
  if (!wanted) return undefined;
  for (const [name, part] of zipParts(bytes)) {
    if (!wanted.test(name)) continue;
    const fault = part.size > LARGEST_PART ? TOO_LARGE : faultIn(wordsOf(part.text()));
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function faultIn(text: string): string | undefined {
  const found = personalNumbers(text).find(({ fault }) => fault);
  return found && `里面${found.message}`;
}

/** Cells and paragraphs part numbers, formatting within one does not. */
function wordsOf(xml: string): string {
  return xml.replace(/<\/(si|is|v|c|w:p|a:p)>/g, '\n').replace(/<[^<>]*>/g, '');
}
