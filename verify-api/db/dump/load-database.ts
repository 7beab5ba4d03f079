import { readMigrationFiles } from 'drizzle-orm/migrator';
import type { ActorName } from '#domain/actor.ts';
import type { AuditAction } from '#domain/audit-actions.ts';
import { OperatorError } from '#domain/operator-error.ts';
import { MIGRATIONS } from '../client.ts';
import { columnList, type DatabaseDescription, quoted } from './describe-database.ts';
import type { RawConnection } from './raw-connection.ts';

type Migration = ReturnType<typeof readMigrationFiles>[number];

export interface DatabaseLoad {
  /** Adds the rows of one binary COPY document. */
  copyIn(table: string, document: AsyncIterable<Uint8Array>): Promise<void>;
  /** Checks the number of rows, sets sequences and foreign keys, and brings the schema up to date. */
  finish(): Promise<void>;
  commit(): Promise<void>;
}

/** Throws an OperatorError when this program does not know a migration that made the dump's schema. */
export function requireKnownSchema({ migrations }: Pick<DatabaseDescription, 'migrations'>): void {
  const known = new Set(allMigrations().map(({ folderMillis }) => String(folderMillis)));
  if (migrations.every(({ at }) => known.has(at))) return;
  throw new OperatorError('这份备份由更新版本的程序制作；请先升级本程序，再恢复。');
}

/** Throws an OperatorError unless the database holds no table at all. */
export async function requireEmptyDatabase(connection: RawConnection): Promise<void> {
  const found = await connection.rows<{ name: string }>(
    `select relname::text as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'v', 'm', 'S') limit 1`,
  );
  if (found.length === 0) return;
  throw new OperatorError(
    '目标数据库不是空的，没有恢复任何内容；请新建一个空数据库，把 DATABASE_URL 指向它。',
  );
}

/**
 * Begins to load a dump into an empty database, in one transaction: the schema of the dump's own
 * version first. Foreign keys are put back at the end, since rows name rows that come later.
 */
export async function beginLoad(
  connection: RawConnection,
  dump: DatabaseDescription,
): Promise<DatabaseLoad> {
  await connection.rows('begin');
  await requireEmptyDatabase(connection);
  const last = dump.migrations.at(-1)?.at ?? '';
  const [before, after] = splitAt(
    allMigrations(),
    ({ folderMillis }) => folderMillis > Number(last),
  );
  await connection.rows('create schema if not exists drizzle');
  await connection.rows(
    'create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)',
  );
  await migrate(connection, before);
  await requireTables(connection, dump);
  const foreignKeys = await dropForeignKeys(connection);
  return {
    copyIn(table, document) {
      const known = dump.tables.find(({ name }) => name === table);
      if (known === undefined) throw new Error(`the dump does not announce a table ${table}`);
      return connection.copyIn(`${quoted(table)} (${columnList(known.columns)})`, document);
    },
    async finish() {
      await requireCounts(connection, dump);
      for (const statement of foreignKeys) await connection.rows(statement);
      for (const { name, value, called } of dump.sequences) {
        await connection.rows(`select setval('${quoted(name)}', ${BigInt(value)}, ${called})`);
      }
      await migrate(connection, after);
    },
    commit: async () => void (await connection.rows('commit')),
  };
}

/** One entry in the audit trail, where the database has one; `detail` holds no quotes. */
export async function appendRawAudit(
  connection: RawConnection,
  {
    at,
    actor,
    action,
    detail,
  }: {
    at: Date;
    actor: ActorName;
    action: AuditAction;
    detail: Record<string, string | number>;
  },
): Promise<void> {
  const [found] = await connection.rows<{ there: boolean }>(
    "select to_regclass('public.audit') is not null as there",
  );
  if (found?.there !== true) return;
  const values = [at.toISOString(), actor.id, actor.name, action].map(literal).join(', ');
  await connection.rows(
    `insert into audit (at, actor, actor_name, action, detail) values (${values}, ${literal(JSON.stringify(detail))})`,
  );
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function allMigrations(): Migration[] {
  return readMigrationFiles({ migrationsFolder: MIGRATIONS });
}

function splitAt<T>(items: T[], isAfter: (item: T) => boolean): [T[], T[]] {
  return [items.filter((item) => !isAfter(item)), items.filter(isAfter)];
}

async function migrate(connection: RawConnection, migrations: Migration[]): Promise<void> {
  for (const { sql, hash, folderMillis } of migrations) {
    for (const statement of sql) await connection.rows(statement);
    await connection.rows(
      `insert into drizzle.__drizzle_migrations (hash, created_at) values (${literal(hash)}, ${folderMillis})`,
    );
  }
}

async function requireTables(connection: RawConnection, dump: DatabaseDescription): Promise<void> {
  const found = await connection.rows<{ name: string }>(
    `select relname::text as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind = 'r'`,
  );
  const names = found.map(({ name }) => name).sort();
  if (
    names.join() ===
    dump.tables
      .map(({ name }) => name)
      .sort()
      .join()
  )
    return;
  throw new OperatorError('备份里的表与它的版本不符，没有恢复任何内容。');
}

/** Drops all foreign keys and returns the statements that put them back. */
async function dropForeignKeys(connection: RawConnection): Promise<string[]> {
  const keys = await connection.rows<{ table: string; name: string; definition: string }>(
    `select conrelid::regclass::text as table, conname::text as name,
       pg_get_constraintdef(oid) as definition
     from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace order by 1, 2`,
  );
  for (const { table, name } of keys) {
    await connection.rows(`alter table ${table} drop constraint ${quoted(name)}`);
  }
  return keys.map(
    ({ table, name, definition }) =>
      `alter table ${table} add constraint ${quoted(name)} ${definition}`,
  );
}

async function requireCounts(connection: RawConnection, dump: DatabaseDescription): Promise<void> {
  for (const { name, rows } of dump.tables) {
    const [found] = await connection.rows<{ count: string }>(
      `select count(*)::text as count from ${quoted(name)}`,
    );
    if (Number(found?.count) !== rows) {
      throw new OperatorError(
        `表 ${name} 应有 ${rows} 行，只恢复了 ${found?.count} 行；已全部撤销。`,
      );
    }
  }
}
