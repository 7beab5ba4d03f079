import type { Problem } from '../problem.ts';
import { allProse, type Content } from '../read-content.ts';
import type { ProseEntry } from '../read-prose.ts';
import { fieldTitle } from '../schemas/prose.ts';
import { TABLE_NAMES } from '../schemas/tables.ts';
import { readMarkdown } from './markdown/read-markdown.ts';
import { cellProblem, rowsOf } from './row-problems.ts';
import { FROM_WORD, faultsOfText, personalNumbers, type TextFinding } from './text-findings.ts';

/** What slips into texts: marks of other programs, half-width punctuation, numbers of persons. */
export function checkTexts(content: Content): Problem[] {
  return [
    ...allProse(content).flatMap((entry) => [...checkBody(entry), ...checkFields(content, entry)]),
    ...checkCells(content),
  ];
}

function checkBody({ file, body, bodyLine }: ProseEntry): Problem[] {
  const at = (line: number, { fault, message }: TextFinding): Problem => ({
    rank: fault ? 'cell' : 'reminder',
    file,
    row: bodyLine + line - 1,
    message,
  });
  const { texts, html } = readMarkdown(body);
  // What stands in HTML is told there.
  const inHtml = new Set(
    html.flatMap(({ text, line }) => text.split('\n').map((_, i) => line + i)),
  );
  const found = body.split('\n').flatMap((text, index) => {
    const line = index + 1;
    const leftovers = inHtml.has(line) ? [] : faultsOfText(text);
    return [...leftovers, ...personalNumbers(text)].map((finding) => at(line, finding));
  });
  for (const { text, line } of texts) {
    for (const [index, piece] of text.split('\n').entries()) {
      for (const finding of halfWidth(piece)) found.push(at(line + index, finding));
    }
  }
  return found;
}

function checkFields({ prose }: Content, { kind, slug, file, data }: ProseEntry): Problem[] {
  return [...textFields(data)].flatMap(({ path, text }) => {
    const findings = [
      ...faultsOfText(text),
      ...(/<\/?[a-z][a-z0-9]*(\s[^<>]*)?>/i.test(text) && !FROM_WORD.test(text) ? [TAG] : []),
      ...personalNumbers(text),
      ...halfWidth(text),
    ];
    const [field = ''] = path.split('.');
    const row = prose[kind].fieldLines.get(slug)?.[field];
    return findings.map(({ fault, message }) => ({
      rank: fault ? ('cell' as const) : ('reminder' as const),
      file,
      row,
      column: path,
      where: fieldTitle(path),
      message,
    }));
  });
}

const TAG = { fault: true, message: '这里只写文字，不能有 HTML 代码，请删去' };

function* textFields(value: unknown, path = ''): Generator<{ path: string; text: string }> {
  if (typeof value === 'string') yield { path, text: value };
  if (typeof value !== 'object' || value === null) return;
  for (const [name, item] of Object.entries(value)) {
    yield* textFields(item, path === '' ? name : `${path}.${name}`);
  }
}

/** Catalogs are public to the last cell. */
function checkCells({ tables }: Content): Problem[] {
  return TABLE_NAMES.flatMap((name) => {
    const table = tables[name];
    const problems: Problem[] = [];
    for (const { row, line } of rowsOf(table)) {
      for (const [column, value] of Object.entries(row)) {
        const texts = Array.isArray(value) ? value : [value];
        for (const text of texts) {
          if (typeof text !== 'string' || text.length < 11) continue;
          for (const { fault, message } of personalNumbers(text)) {
            const rank = fault ? 'cell' : 'reminder';
            problems.push(cellProblem(table, line, column as never, message, rank));
          }
        }
      }
    }
    return problems;
  });
}

const HALF_WIDTH = /(?<=\p{Script=Han})[,;:!?.(](?=\p{Script=Han})/gu;
/** How many characters on either side show the place. */
const AROUND = 6;
const FULL: Record<string, string> = {
  ',': '，',
  ';': '；',
  ':': '：',
  '!': '！',
  '?': '？',
  '.': '。',
  '(': '（',
};

/** Half-width punctuation between Chinese characters (GB/T 15834). */
function* halfWidth(text: string): Generator<TextFinding> {
  for (const { 0: sign, index } of text.matchAll(HALF_WIDTH)) {
    const place = text.slice(Math.max(0, index - AROUND), index + 1 + AROUND);
    const message = `「${place}」里的 ${sign} 是半角的，中文里请写「${FULL[sign]}」`;
    yield { fault: false, message };
  }
}
