import type { CellReading } from '#spreadsheet/sheet.ts';
import type { CellKind } from '../schemas/cell-kinds.ts';

/** Signs that part items as well as they stand within one. */
const DOUBTFUL = { words: /[、，,；;]/, sentences: /[；;]/ };

/**
 * A list in the catalog's own form, `甲|乙`. Bars and line breaks part items. Other signs do only
 * where the items are a closed set; elsewhere the editor is asked.
 */
export function readList(
  text: string,
  kind: Extract<CellKind, { kind: 'list' }>,
  itemOf: (item: string) => string,
): CellReading {
  const closed = kind.of === 'choices' || kind.of === 'columns';
  const barred = text.replace(closed ? /[|｜、，,；;\s]+/g : /[|｜\n]+/g, '|');
  const items = barred
    .split('|')
    .map((item) => item.trim())
    .filter((item) => item !== '');
  const doubt = kind.of === 'words' || kind.of === 'sentences' ? DOUBTFUL[kind.of] : undefined;
  const sign = barred.includes('|') ? undefined : doubt?.exec(text)?.[0];
  if (sign !== undefined) {
    const fault = `有「${sign}」，看不出是一项还是几项。是几项，请用竖线 | 隔开（或在格子里换行）；只是一项，请在末尾加一个竖线 |`;
    return { text, fault };
  }
  return { text: items.map(itemOf).join('|') };
}
