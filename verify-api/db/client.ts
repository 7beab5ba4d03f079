import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import type * as schema from './schema.ts';

export type Schema = typeof schema;
/** Either engine; `execute()` answers differently on each, so stores use the query builder. */
export type Queries = PgDatabase<PgQueryResultHKT, Schema>;

export interface Database {
  engine: 'pglite' | 'postgres';
  queries: Queries;
  close(): Promise<void>;
}

export const MIGRATIONS = `${import.meta.dirname}/migrations`;
