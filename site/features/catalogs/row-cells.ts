import { formatChineseDate } from '#domain/china-date.ts';
import { entityPath, type PagedCatalog } from '../../loader/routes.ts';
import { isSample } from '../../loader/row-state.ts';
import type { Entity } from '../../loader/schemas/entity-columns.ts';
import type { MajorCourse } from '../../loader/schemas/relations.ts';
import type { CellPart } from '../../ui/cells.ts';

interface Sampled {
  sampleFields?: string[] | undefined;
}

/**
 * The value of one field, with 示例 beside it when it was invented; nothing when it is empty.
 * @param text how to say it, when the bare value would not do (a unit, a date)
 */
export function fieldCell<R extends Sampled>(
  row: R,
  field: keyof R & string,
  text: string | number | undefined = plain(row[field]),
): CellPart | undefined {
  if (text === undefined || text === '' || isEmpty(row[field])) return undefined;
  return { text, sample: isSample(row, field) };
}

export function codeCell(row: Entity): CellPart {
  return { text: row.code, code: true, sample: isSample(row, 'code') };
}

/** `2020年9月1日 至 2024年8月31日`, open at either end; nothing when both are empty. */
export function periodCell<R extends Sampled>(
  row: R,
  from: keyof R & string,
  to: keyof R & string,
): CellPart | undefined {
  const text = periodText(plain(row[from]), plain(row[to]));
  return text === undefined
    ? undefined
    : { text, sample: isSample(row, from) || isSample(row, to) };
}

export function periodText(from: unknown, to: unknown): string | undefined {
  if (from && to) return `${formatChineseDate(String(from))}至${formatChineseDate(String(to))}`;
  if (from) return `${formatChineseDate(String(from))}起`;
  return to ? `至${formatChineseDate(String(to))}止` : undefined;
}

/**
 * The name of an entry, leading to its page.
 * @param invented whether the link itself is invented (a relation's row says so)
 */
export function entityCell(catalog: PagedCatalog, row: Entity, invented = false): CellPart {
  return {
    text: row.name,
    href: entityPath(catalog, row.code),
    sample: invented || isSample(row, 'name'),
  };
}

function plain(value: unknown): string | number | undefined {
  if (Array.isArray(value)) return value.join('、') || undefined;
  return typeof value === 'string' || typeof value === 'number' ? value : undefined;
}

function isEmpty(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0);
}

/** `必修，第 2 学期`: how a course stands in a major's table. */
export function placeInMajor(row: MajorCourse): CellPart {
  const text = row.term === undefined ? row.nature : `${row.nature}，第 ${row.term} 学期`;
  return { text, sample: isSample(row, 'nature') || isSample(row, 'term') };
}
