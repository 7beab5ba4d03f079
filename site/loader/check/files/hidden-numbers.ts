import { zipParts } from '#spreadsheet/zip-parts.ts';
import { personalNumbers } from '../text-findings.ts';

const READ: Record<string, RegExp> = {
  xlsx: /^xl\/(sharedStrings|worksheets\/sheet\d+)\.xml$/,
  docx: /^word\/(document|footnotes|comments)\.xml$/,
  pptx: /^ppt\/slides\/slide\d+\.xml$/,
};

/** A resident identity number in a file that is to be published, hidden rows and columns too. */
export function hiddenNumberFault(bytes: Buffer, ending: string): string | undefined {
  for (const text of textsIn(bytes, ending)) {
    const found = personalNumbers(text).find(({ fault }) => fault);
    if (found) return `里面${found.message}`;
  }
  return undefined;
}

function* textsIn(bytes: Buffer, ending: string): Generator<string> {
  if (ending === 'csv' || ending === 'txt') yield bytes.toString('utf8');
  const wanted = READ[ending];
  if (!wanted) return;
  for (const [name, part] of zipParts(bytes)) {
    if (!wanted.test(name)) continue;
    // Cells and paragraphs part numbers, formatting within one does not.
    yield part
      .text()
      .replace(/<\/(si|is|v|c|w:p|a:p)>/g, '\n')
      .replace(/<[^<>]*>/g, '');
  }
}
