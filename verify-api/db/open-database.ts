import { OperatorError } from '#domain/operator-error.ts';
import type { Database } from './client.ts';
import { isDatabaseAway } from './database-errors.ts';
import { openPglite } from './open-pglite.ts';
import { migratePostgres, openPostgres } from './open-postgres.ts';

/** Opens and migrates PostgreSQL at `databaseUrl`, or else the embedded database below `dataDir`. */
export async function openDatabase(where: {
  databaseUrl: string | undefined;
  dataDir: string;
}): Promise<Database> {
  const { databaseUrl, dataDir } = where;
  if (databaseUrl === undefined) return openPglite(dataDir);
  try {
    await migratePostgres(databaseUrl);
  } catch (error) {
    throw explainUnreachable(error, databaseUrl);
  }
  return openPostgres(databaseUrl);
}

/** Without user and password, which the address may hold. */
export function explainUnreachable(error: unknown, databaseUrl: string): unknown {
  const { code } = error as { code?: unknown };
  const { host } = new URL(databaseUrl);
  if (isDatabaseAway(error)) {
    return new OperatorError(
      `无法连接数据库 ${host}（${code}）；请检查 DATABASE_URL 和数据库是否已启动。`,
    );
  }
  return /^(28|3D)/.test(String(code))
    ? new OperatorError(
        `数据库 ${host} 拒绝登录（${code}）；请检查 DATABASE_URL 的用户、密码和库名。`,
      )
    : error;
}
