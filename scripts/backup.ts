/** `npm run backup -- <file>`: database, keys and content in one sealed file. */
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { askPassphrase } from '../verify-api/backup/ask-passphrase.ts';
import type { BackupHead } from '../verify-api/backup/backup-head.ts';
import { writeBackup } from '../verify-api/backup/write-backup.ts';
import { type Config, createConfig } from '../verify-api/config.ts';
import { readBank } from '../verify-api/reports/read-bank.ts';
import { backupSummary, formatBytes } from './backup-summary.ts';
import { runCommand } from './run-command.ts';

const HELP = `备份数据库、密钥和内容到一个文件，整个文件用口令加密：
  npm run backup -- <文件>
口令在终端里输入；定时备份时，把口令放在一个文件里，用 BACKUP_PASSPHRASE_FILE 指定它。
PostgreSQL 可以不停机备份；用内置数据库时，请先停止服务。`;

await runCommand(async () => {
  const [file, ...rest] = readArguments();
  if (file === undefined || rest.length > 0) {
    console.log(HELP);
    return 1;
  }
  const config = createConfig();
  const passphrase = await askPassphrase(
    { file: config.backupPassphraseFile, input: process.stdin, output: process.stdout },
    { isNew: true },
  );
  console.log('正在备份……');
  const made = await writeBackup({
    places: config,
    databaseUrl: config.databaseUrl,
    bank: await bankOf(config),
    file: path.resolve(file),
    passphrase,
    random: (length) => randomBytes(length),
    clock: () => new Date(),
  });
  for (const each of made.left) console.log(`提醒：${each} 不是普通文件，没有备份。`);
  console.log(`备份完成：${file}（${formatBytes(made.bytes)}）`);
  for (const line of backupSummary(made.head)) console.log(line);
  console.log(`SHA-256 ${made.sha256}`);
  console.log('请把口令与备份分开保管：没有口令，谁也打不开这份备份。');
  return 0;
});

function readArguments(): string[] {
  try {
    return parseArgs({ allowPositionals: true }).positionals;
  } catch {
    return [];
  }
}

/** A slip in bank.yaml must not stand in the way of a backup. */
async function bankOf({ contentDir }: Config): Promise<BackupHead['bank']> {
  try {
    const { bank } = await readBank(contentDir);
    return { name: bank.name, issuerId: bank.issuerId };
  } catch {
    return null;
  }
}
