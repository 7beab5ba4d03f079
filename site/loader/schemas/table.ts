import { z } from '#domain/chinese-schema.ts';

/** One column of a catalog file: what people call it, how its cells read, what it means. */
export interface Column<S extends z.ZodType = z.ZodType> {
  title: string;
  schema: S;
  note?: string;
}

export type Columns = Record<string, Column>;

/** One CSV file under content/catalogs/. Columns are in the order of the file. */
export interface Table<C extends Columns = Columns> {
  name: string;
  title: string;
  kind: 'entity' | 'relation';
  /** Columns that together tell a row from all others of the file. */
  key: readonly string[];
  /** A bank may do without the file. */
  optional?: boolean;
  columns: C;
  schema: z.ZodType<Row<C>>;
}

/** A parsed row, keyed by column; `undefined` stands for an empty cell. */
export type Row<C extends Columns> = { [K in keyof C]: z.output<C[K]['schema']> };
export type RowOf<T> = T extends Table<infer C> ? Row<C> : never;

export function column<S extends z.ZodType>(title: string, schema: S, note?: string): Column<S> {
  return note === undefined ? { title, schema } : { title, schema, note };
}

/** Rows are known by their `code` unless a key is given. */
export function defineTable<C extends Columns>({
  key = ['code'],
  ...table
}: Omit<Table<C>, 'schema' | 'key'> & { key?: readonly (keyof C & string)[] }): Table<C> {
  const shape = Object.fromEntries(
    Object.entries(table.columns).map(([name, { schema }]) => [name, schema]),
  );
  return { ...table, key, schema: z.object(shape) as unknown as z.ZodType<Row<C>> };
}
