import { readFile, writeFile } from 'node:fs/promises';
import { OperatorError } from '#domain/operator-error.ts';
import { makeWritable } from '../db/data-directory.ts';
import type { SettingsStore } from '../db/settings-store.ts';
import { CHECK } from './claim-database.ts';

const ID = 'database-id';

/**
 * Keeps a bank from going on, unnoticed, with another database than yesterday's: an empty one at a
 * mistyped address would answer "never issued" for every report there is. `file` remembers the
 * database of the first start; in production another one is refused.
 */
export async function recogniseDatabase(
  store: SettingsStore,
  given: {
    file: string;
    dataDir: string;
    production: boolean;
    newId: string;
    say: (line: string) => void;
  },
): Promise<void> {
  const { file, production, say } = given;
  const settings = await store.all();
  const remembered = await readRemembered(file);
  if (remembered !== undefined && settings.get(ID) !== remembered) {
    const other = isClaimed(settings) ? '另一个数据库' : '一个空数据库';
    const sentence = `DATABASE_URL 指向${other}，不是以前的那个；以前签发的报告在这里都会查无此编号。`;
    if (production) {
      throw new OperatorError([
        sentence,
        '请检查 DATABASE_URL；数据库确实丢失的，先用 npm run restore 恢复备份。',
        `确实要换成这个数据库的，请删除 ${file} 再启动。`,
      ]);
    }
    say(`提醒：${sentence}`);
  } else if (production && !isClaimed(settings)) {
    say(
      '这是一个空数据库，首次启用。如果本行以前签发过报告，请立即停止服务，检查 DATABASE_URL，或先恢复备份。',
    );
  }
  const id = await store.settle(ID, given.newId);
  if (id === remembered) return;
  try {
    await makeWritable(given.dataDir);
    await writeFile(file, `${id}\n`);
  } catch {
    say(`提醒：无法写入 ${file}，下次启动时认不出数据库是否换过；请检查 DATA_DIR。`);
  }
}

/** Throws an OperatorError unless these data keys are those of this database. */
export async function requireOwnDatabase(
  store: Pick<SettingsStore, 'all'>,
  checks: Record<string, string>,
): Promise<void> {
  const settings = await store.all();
  if (settings.get(`${CHECK}index`) === checks['index']) return;
  throw new OperatorError(
    isClaimed(settings)
      ? '这个数据库用的不是这些密钥；请检查 DATABASE_URL 和 DATA_KEY_FILE。'
      : '这是一个还没有用过的数据库；请检查 DATABASE_URL 或 DATA_DIR。',
  );
}

function isClaimed(settings: ReadonlyMap<string, string>): boolean {
  return settings.has(`${CHECK}index`);
}

async function readRemembered(file: string): Promise<string | undefined> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch {
    return undefined;
  }
}
