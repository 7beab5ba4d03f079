import { existsSync } from 'node:fs';
import { OperatorError } from '#domain/operator-error.ts';
import { createConfig } from '../../verify-api/config.ts';
import { openDatabase } from '../../verify-api/db/open-database.ts';
import { LockedError, takeProcessLock } from '../../verify-api/db/process-lock.ts';
import { createReportStore, type ReportStore } from '../../verify-api/db/report-store.ts';
import { createSettingsStore, type SettingsStore } from '../../verify-api/db/settings-store.ts';
import {
  createWrappedKeyStore,
  type WrappedKeyStore,
} from '../../verify-api/db/wrapped-key-store.ts';
import { type Keys, keyFilesOf } from '../../verify-api/keys/load-keys.ts';
import { openKeys } from '../../verify-api/keys/open-keys.ts';
import { requireOwnDatabase } from '../../verify-api/reports/own-database.ts';
import { readBank } from '../../verify-api/reports/read-bank.ts';

/** The keys and the database they belong to, for one command at a time. */
export interface KeyRoom {
  files: ReturnType<typeof keyFilesOf>;
  keys: Keys;
  settings: SettingsStore;
  wrappedKeys: WrappedKeyStore;
  reports: ReportStore;
  clock: () => Date;
  random: (length: number) => Uint8Array;
  close(): Promise<void>;
}

/** Throws an OperatorError when the database is not that of these keys, or another command is at work. */
export async function openKeyRoom(random: KeyRoom['random']): Promise<KeyRoom> {
  const config = createConfig();
  const { bank } = await readBank(config.contentDir);
  const files = keyFilesOf(config);
  if (!existsSync(files.dataKey)) {
    throw new OperatorError(`没有 ${files.dataKey}；请检查设置，服务至少要启动过一次。`);
  }
  const keys = await openKeys(config, bank, random);
  const unlock = lock(`${files.dataKey}.lock`);
  try {
    const database = await openDatabase(config);
    const settings = createSettingsStore(database);
    const close = async () => {
      await database.close();
      unlock();
    };
    try {
      await requireOwnDatabase(settings, keys.vault.checkValues());
    } catch (error) {
      await close();
      throw error;
    }
    return {
      files,
      keys,
      settings,
      wrappedKeys: createWrappedKeyStore(database),
      reports: createReportStore(database),
      clock: () => new Date(),
      random,
      close,
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

function lock(file: string): () => void {
  try {
    return takeProcessLock(file);
  } catch (error) {
    if (!(error instanceof LockedError)) throw error;
    throw new OperatorError(`另一个密钥命令正在运行（PID ${error.pid}），请等它结束。`);
  }
}
