import type { RawConnection } from './raw-connection.ts';

/** What a dump says of itself; enough to make the same schema again and to know what is missing. */
export interface DatabaseDescription {
  /** Of each migration that made the schema, in order: drizzle's hash and time stamp. */
  migrations: { hash: string; at: string }[];
  tables: { name: string; columns: string[]; rows: number }[];
  sequences: { name: string; value: string; called: boolean }[];
}

/** Starts the transaction in which a whole dump is read: one moment, while others go on writing. */
export async function beginSnapshot(connection: RawConnection): Promise<void> {
  await connection.rows('begin isolation level repeatable read read only');
}

/** Reads the catalog, not our own schema, so that a database of any version can be dumped. */
export async function describeDatabase(connection: RawConnection): Promise<DatabaseDescription> {
  const migrations = await connection.rows<{ hash: string; at: string }>(
    'select hash, created_at::text as at from drizzle.__drizzle_migrations order by created_at',
  );
  const names = await connection.rows<{ name: string; columns: string }>(
    `select c.relname::text as name,
       (select json_agg(a.attname order by a.attnum)::text from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns
     from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
     order by 1`,
  );
  const tables: DatabaseDescription['tables'] = [];
  for (const { name, columns } of names) {
    const [row] = await connection.rows<{ count: string }>(
      `select count(*)::text as count from ${quoted(name)}`,
    );
    tables.push({ name, columns: JSON.parse(columns) as string[], rows: Number(row?.count) });
  }
  return { migrations, tables, sequences: await describeSequences(connection) };
}

/** Read after the snapshot was taken: sequences never go back, so each is past all rows in it. */
async function describeSequences(connection: RawConnection) {
  const names = await connection.rows<{ name: string }>(
    `select relname::text as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind = 'S' order by 1`,
  );
  const sequences: DatabaseDescription['sequences'] = [];
  for (const { name } of names) {
    const [row] = await connection.rows<{ value: string; called: boolean }>(
      `select last_value::text as value, is_called as called from ${quoted(name)}`,
    );
    if (row !== undefined) sequences.push({ name, value: row.value, called: row.called });
  }
  return sequences;
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

export function columnList(columns: readonly string[]): string {
  return columns.map(quoted).join(', ');
}
