import type { Table } from '../schemas/table.ts';

/** What a header text means for a catalog: a column, a column with another unit, or nothing. */
export type Meant =
  | { column: string; unit?: undefined }
  /** The title asks for a unit, e.g. （月）, and the header names none or another. */
  | { column?: undefined; unit: string }
  | undefined;

/** Maps header texts to the columns of a catalog; kept, because each costs a walk over all titles. */
export function columnReader({ columns }: Table): (header: string) => Meant {
  const known = new Map<string, string>();
  const bases = new Map<string, string>();
  for (const [name, { title }] of Object.entries(columns)) {
    known.set(plain(name), name).set(plain(title), name);
    const base = withoutSuffix(plain(title));
    if (base !== plain(title)) bases.set(base, title);
  }
  return (header) => {
    for (let text = plain(header), before = ''; text !== before; text = withoutSuffix(text)) {
      const column = known.get(text);
      if (column !== undefined) return { column };
      const unit = bases.get(text);
      if (unit !== undefined) return { unit };
      before = text;
    }
    return undefined;
  };
}

/** `有效期（月）` and its like keep the unit; marks that people add to a header go. */
function plain(header: string): string {
  return header
    .normalize('NFKC')
    .replace(/[\s\u200b-\u200d\u2060\ufeff]/g, '')
    .replace(/^[*:]+|[*:]+$/g, '')
    .toLowerCase();
}

function withoutSuffix(text: string): string {
  return text.replace(/(\([^()]*\)|\[[^[\]]*\]|【[^【】]*】)[*:]*$/, '').replace(/[*:]+$/, '');
}
