import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { type Database, MIGRATIONS } from './client.ts';
import * as schema from './schema.ts';

/** Pipelining makes a few connections enough. */
const POOL_SIZE = 4;
const CONNECT_TIMEOUT_SECONDS = 3;
const STATEMENT_TIMEOUT_MS = 10_000;
/** Any fixed number: the advisory lock that lets one process migrate at a time. */
const MIGRATION_LOCK = 7_219_001;

const options = {
  connect_timeout: CONNECT_TIMEOUT_SECONDS,
  // After a failover, an old primary that has come back as a standby would tell yesterday's state.
  target_session_attrs: 'read-write',
  // The default waits up to 20 s before trying again, long after the database has come back.
  backoff: () => 0.2,
  // Our columns need none of the types that would be asked for on each new connection.
  fetch_types: false,
  onnotice: () => {},
} as const;

/** Opens a pool. It connects when first used, and again by itself whenever the database comes back. */
export function openPostgres(url: string): Database {
  const client = postgres(url, {
    ...options,
    max: POOL_SIZE,
    connection: { application_name: 'jixue', statement_timeout: STATEMENT_TIMEOUT_MS },
  });
  return {
    engine: 'postgres',
    queries: drizzle(client, { schema }),
    close: () => client.end({ timeout: 1 }),
  };
}

/** One connection without a limit of time, whose session holds locks and transactions by hand. */
export function connectToPostgres(url: string) {
  return postgres(url, { ...options, max: 1 });
}

/** Brings the schema up to date; processes that start together take turns. */
export async function migratePostgres(url: string): Promise<void> {
  const client = connectToPostgres(url);
  try {
    await client`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await migrate(drizzle(client), { migrationsFolder: MIGRATIONS });
  } finally {
    await client.end({ timeout: 1 });
  }
}
