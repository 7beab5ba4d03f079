import { defineCollection } from 'astro:content';
import { proseLoader, tableLoader } from './loader/content-loader.ts';
import { PROSE_KINDS, type ProseKind } from './loader/schemas/prose.ts';
import { TABLE_NAMES, type TableName } from './loader/schemas/tables.ts';

const tables = TABLE_NAMES.map((name) => [
  `table-${name}`,
  defineCollection({ loader: tableLoader(name) }),
]);
const prose = PROSE_KINDS.map((kind) => [
  `prose-${kind}`,
  defineCollection({ loader: proseLoader(kind) }),
]);

// Read by site/loader/catalogs.ts alone, which gives the rows their types.
export const collections: Record<
  `table-${TableName}` | `prose-${ProseKind}`,
  ReturnType<typeof defineCollection>
> = Object.fromEntries([...tables, ...prose]);
