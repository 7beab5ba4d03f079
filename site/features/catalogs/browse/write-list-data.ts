import { formatChineseDate } from '#domain/china-date.ts';
import type { Entity } from '../../../loader/schemas/entity-columns.ts';
import { type Cell, type CellPart, type CellValue, cellParts } from '../../../ui/cells.ts';
import type { CatalogTable } from './catalog-table.ts';
import type { DataRow, ListData } from './list-data.ts';

/** What `/{catalog}/list.json` holds. */
export function listData(table: CatalogTable): ListData {
  const { rows, facets, sorts, sorted, cellsOf, list } = table;
  const position = new Map(rows.map((row, index) => [row, index]));
  const valuesOf = new Map<Entity, number[][]>(rows.map((row) => [row, facets.map(() => [])]));
  facets.forEach(({ groups }, facet) => {
    groups.forEach((group, value) => {
      for (const row of group.rows) valuesOf.get(row)?.[facet]?.push(value);
    });
  });
  return {
    title: table.title,
    unit: table.unit,
    usual: list.order,
    columns: list.columns.map(({ cell: _, sort, ...column }) => ({
      ...column,
      ...(sort && { sort: sort === 'usual' ? '' : sort.key }),
    })),
    facets: facets.map(({ facet: { name, label }, groups }) => ({
      name,
      label,
      values: groups.map(({ value }) => [value.key, value.label] as const),
    })),
    sorts: sorts.map((sort) => ({
      key: sort.key,
      words: sort.words,
      descending: sort.descending ?? false,
      order: sorted(sort).map((row) => position.get(row) ?? 0),
    })),
    rows: rows.map(
      (row): DataRow => [
        cellsOf(row).map(shortCell),
        (valuesOf.get(row) ?? []).map((values) =>
          values.length === 1 ? Number(values[0]) : values,
        ),
        [...row.aliases, ...row.formerNames].join(' '),
      ],
    ),
    inForce: table.inForce,
    day: formatChineseDate(table.today),
  };
}

/** The same cell in as few bytes: a part that is nothing but its text becomes the text. */
function shortCell(cell: Cell): Cell {
  const parts = cellParts(cell).map(shortPart);
  return parts.length > 1 ? parts : (parts[0] ?? null);
}

function shortPart({ text, href, code, sample, note, badge }: CellPart): CellValue {
  const marks = {
    ...(href && { href }),
    ...(code && { code }),
    ...(sample && { sample }),
    ...(note && { note }),
    ...(badge && { badge }),
  };
  return Object.keys(marks).length === 0 ? text : { text, ...marks };
}
