import type { CellRange } from './sheet.ts';
import type { ZipPart } from './zip-parts.ts';

/*
 * What a workbook says and its reader (read-excel-file) leaves out: errors of formulas become empty
 * cells there, percent and 0000 formats bare numbers, merged cells empty ones. SpreadsheetML,
 * ECMA-376 part 1, section 18.
 */

export interface SheetInfo {
  name: string;
  /** Counts from 1, as read-excel-file does. */
  number: number;
  hidden: boolean;
  path: string;
}

export type CellOddity =
  | { is: 'error'; code: string }
  | { is: 'uncalculated' }
  | { is: 'percent' }
  | { is: 'padded'; digits: number };

export interface SheetOddities {
  /** By `row,column`, counted from 1. */
  cells: Map<string, CellOddity>;
  merged: CellRange[];
  hiddenRows: Set<number>;
}

/** The worksheets in the order of their tabs; charts are none. */
export function listSheets(parts: ReadonlyMap<string, ZipPart>): SheetInfo[] {
  const targets = new Map(
    [...tags(parts.get('xl/_rels/workbook.xml.rels')?.text() ?? '', 'Relationship')]
      .filter(({ attributes }) => attribute(attributes, 'Type').endsWith('/worksheet'))
      .map(({ attributes }) => [attribute(attributes, 'Id'), attribute(attributes, 'Target')]),
  );
  const sheets = [...tags(parts.get('xl/workbook.xml')?.text() ?? '', 'sheet')];
  return sheets.flatMap(({ attributes }, index) => {
    const target = targets.get(attribute(attributes, 'id'));
    if (target === undefined) return [];
    return {
      name: attribute(attributes, 'name'),
      number: index + 1,
      hidden: attribute(attributes, 'state') !== '' && attribute(attributes, 'state') !== 'visible',
      path: target.startsWith('/') ? target.slice(1) : `xl/${target}`,
    };
  });
}

export function findOddities(
  parts: ReadonlyMap<string, ZipPart>,
  { path }: SheetInfo,
): SheetOddities {
  const formats = numberFormats(parts.get('xl/styles.xml')?.text() ?? '');
  const xml = parts.get(path)?.text() ?? '';
  const cells = new Map<string, CellOddity>();
  for (const { attributes, body } of tags(xml, 'c')) {
    const oddity = oddityOf(attributes, body, formats);
    if (!oddity) continue;
    const { firstRow, firstColumn } = rangeOf(attribute(attributes, 'r'));
    cells.set(`${firstRow},${firstColumn}`, oddity);
  }
  return {
    cells,
    merged: [...tags(xml, 'mergeCell')].map(({ attributes }) =>
      rangeOf(attribute(attributes, 'ref')),
    ),
    hiddenRows: new Set(
      [...tags(xml, 'row', 'open')]
        .filter(({ attributes }) => /^(1|true)$/.test(attribute(attributes, 'hidden')))
        .map(({ attributes }) => Number(attribute(attributes, 'r'))),
    ),
  };
}

function oddityOf(
  attributes: string,
  body: string,
  formats: readonly (string | undefined)[],
): CellOddity | undefined {
  const type = attribute(attributes, 't');
  const value = /<(?:\w+:)?v\b[^>]*>([^<]*)</.exec(body)?.[1];
  if (type === 'e') return { is: 'error', code: value ?? '#N/A' };
  if (value === undefined && /<(?:\w+:)?f\b/.test(body)) return { is: 'uncalculated' };
  const format = formats[Number(attribute(attributes, 's'))];
  if (format === undefined || value === undefined || (type !== '' && type !== 'n'))
    return undefined;
  if (format.includes('%')) return { is: 'percent' };
  return /^0{2,}$/.test(format) ? { is: 'padded', digits: format.length } : undefined;
}

/** The number format of each cell style, where it is one that changes what people see. */
function numberFormats(styles: string): (string | undefined)[] {
  const codes = new Map(
    [...tags(styles, 'numFmt')].map(({ attributes }) => [
      attribute(attributes, 'numFmtId'),
      attribute(attributes, 'formatCode').replace(/"[^"]*"|\\./g, ''),
    ]),
  );
  codes.set('9', '0%').set('10', '0.00%');
  const styleList = /<(?:\w+:)?cellXfs\b[\s\S]*?<\/(?:\w+:)?cellXfs>/.exec(styles)?.[0] ?? '';
  return [...tags(styleList, 'xf', 'open')].map(({ attributes }) =>
    codes.get(attribute(attributes, 'numFmtId')),
  );
}

interface Tag {
  attributes: string;
  body: string;
}

/** Elements of a name that do not contain their like; with `open`, only their start tags. */
function* tags(xml: string, name: string, extent: 'whole' | 'open' = 'whole'): Generator<Tag> {
  const start = `<(?:\\w+:)?${name}(?=[\\s/>])((?:[^>"']|"[^"]*"|'[^']*')*?)`;
  const pattern =
    extent === 'open' ? `${start}/?>` : `${start}(?:/>|>([\\s\\S]*?)</(?:\\w+:)?${name}>)`;
  for (const [, attributes = '', body = ''] of xml.matchAll(new RegExp(pattern, 'g'))) {
    yield { attributes, body };
  }
}

const ATTRIBUTES = new Map<string, RegExp>();

function attribute(attributes: string, name: string): string {
  const pattern =
    ATTRIBUTES.get(name) ??
    new RegExp(`(?:^|\\s)(?:\\w+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
  ATTRIBUTES.set(name, pattern);
  const match = pattern.exec(attributes);
  return plainText(match?.[1] ?? match?.[2] ?? '');
}

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

function plainText(xml: string): string {
  return xml.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
    if (hex) return String.fromCodePoint(Number.parseInt(hex, 16));
    if (decimal) return String.fromCodePoint(Number(decimal));
    return ENTITIES[name] ?? whole;
  });
}

/** `B3` or `B3:C5`. */
function rangeOf(reference: string): CellRange {
  const [first = '', last = first] = reference.split(':');
  const [firstColumn, firstRow] = cornerOf(first);
  const [lastColumn, lastRow] = cornerOf(last);
  return { firstRow, lastRow, firstColumn, lastColumn };
}

function cornerOf(address: string): [column: number, row: number] {
  const letters = address.replace(/[^A-Z]/g, '');
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return [column, Number(address.replace(/\D/g, ''))];
}
