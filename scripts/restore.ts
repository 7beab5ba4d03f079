/** `npm run restore -- <file>`: what `npm run backup` has written, on an empty machine. */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { askPassphrase } from '../verify-api/backup/ask-passphrase.ts';
import type { BackupHead } from '../verify-api/backup/backup-head.ts';
import { restoreBackup, verifyBackup } from '../verify-api/backup/restore-backup.ts';
import { createConfig } from '../verify-api/config.ts';
import { backupSummary } from './backup-summary.ts';
import { runCommand } from './run-command.ts';

const HELP = `恢复一份备份：
  npm run restore -- <文件>              恢复到空的数据库和数据目录
  npm run restore -- <文件> --content    内容目录不是空的也换成备份里的，原有的移到旁边
  npm run restore -- <文件> --check      只检查备份是否完好、口令是否正确，什么也不写
恢复到 PostgreSQL 时用 DATABASE_URL 指定一个空数据库；否则恢复为 DATA_DIR 里的内置数据库。
密钥恢复到各密钥文件的设置所指的地方；没有设置的，恢复到 DATA_DIR 下的 keys 目录。`;

await runCommand(async () => {
  const { file, content, check } = readArguments();
  if (file === undefined) {
    console.log(HELP);
    return 1;
  }
  const config = createConfig();
  const passphrase = (head: BackupHead) => {
    for (const line of backupSummary(head)) console.log(line);
    return askPassphrase({
      file: config.backupPassphraseFile,
      input: process.stdin,
      output: process.stdout,
    });
  };
  if (check) {
    await verifyBackup({ file, passphrase });
    console.log('备份完好，可以恢复。');
    return 0;
  }
  await restoreBackup({
    places: config,
    databaseUrl: config.databaseUrl,
    file,
    passphrase,
    replaceContent: content,
    clock: () => new Date(),
    say: (line) => console.log(line),
  });
  console.log('恢复完成。请启动服务，用一份旧报告的编号和验证码核验一次。');
  return 0;
});

function readArguments() {
  const none = { file: undefined, content: false, check: false };
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { content: { type: 'boolean' }, check: { type: 'boolean' } },
    });
    const [file, ...rest] = positionals;
    if (file === undefined || rest.length > 0) return none;
    const { content = false, check = false } = values;
    return { file: path.resolve(file), content, check };
  } catch {
    return none;
  }
}
