/** Keys from the terminal: what there is, changing them, and erasing a person. `npm run keys -- help` says how. */
import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { TERMINAL_ACTOR } from '#domain/actor.ts';
import { chinaDate, formatChineseDate } from '#domain/china-date.ts';
import { OperatorError } from '#domain/operator-error.ts';
import { formatReportNumber, parseReportNumber } from '#domain/report-number.ts';
import { eraseReport } from '../verify-api/reports/erase-report.ts';
import {
  addMasterKeyTo,
  changeCertificate,
  changeSigningKey,
  listKeys,
  removeMasterKeyFrom,
  rewrapAll,
} from './keys/change-keys.ts';
import { type KeyRoom, openKeyRoom } from './keys/key-room.ts';
import { runCommand } from './run-command.ts';

const HELP = `密钥：
  npm run keys -- list                            现有的密钥，各主密钥下还有多少份
  npm run keys -- add-master-key                  新增一个主密钥，先不使用
  npm run keys -- rewrap                          改用最新的主密钥，逐份更换；中断后再运行会接着做
  npm run keys -- remove-master-key <版本>        移走已经没有任何一份在用的主密钥
  npm run keys -- new-signing-key                 换一把签名密钥，旧的公钥照样公布
  npm run keys -- new-certificate <证书> <私钥>   换 PDF 签名证书（PEM），旧证书照样公布
  npm run keys -- erase <报告编号>                永久删除一份报告的个人信息
用 PostgreSQL 时服务可以照常运行；用内置数据库时请先停止服务。`;

await runCommand(async () => {
  const [command, ...rest] = readArguments();
  const action = actionOf(command, rest);
  if (action === undefined) {
    console.log(HELP);
    return command === 'help' ? 0 : 1;
  }
  const room = await openKeyRoom((length) => randomBytes(length));
  try {
    await action(room);
    return 0;
  } finally {
    await room.close();
  }
});

function readArguments(): string[] {
  try {
    return parseArgs({ allowPositionals: true }).positionals;
  } catch {
    return [];
  }
}

function actionOf(
  command: string | undefined,
  [first, second, third]: string[],
): ((room: KeyRoom) => Promise<void>) | undefined {
  if (command === 'new-certificate') {
    if (first === undefined || second === undefined || third !== undefined) return undefined;
    return (room) => changeCertificate(room, first, second);
  }
  if (second !== undefined) return undefined;
  if (command === 'remove-master-key' && first !== undefined) {
    return (room) => removeMasterKeyFrom(room, first);
  }
  if (command === 'erase' && first !== undefined) return (room) => erase(room, first);
  if (first !== undefined) return undefined;
  switch (command) {
    case 'list':
      return listKeys;
    case 'add-master-key':
      return addMasterKeyTo;
    case 'rewrap':
      return rewrapAll;
    case 'new-signing-key':
      return changeSigningKey;
    default:
      return undefined;
  }
}

/** What cannot be undone is asked once: by the number itself, which nobody types by mistake. */
async function erase({ reports, clock }: KeyRoom, input: string): Promise<void> {
  const parsed = parseReportNumber(input);
  if (!parsed.ok) throw new OperatorError('报告编号有误，请对照报告重新输入。');
  const row = await reports.findRecord(parsed.number);
  if (row === undefined) throw new OperatorError('没有这个编号的报告。');
  const issued = formatChineseDate(chinaDate(row.issuedAt));
  console.log(`报告 ${formatReportNumber(parsed.number)}，${issued}签发。`);
  console.log(
    '删除后，持有人、内容、验证码和 PDF 原件都不能再打开，也不能恢复；编号和状态仍可核验。',
  );
  console.log('以前的备份里还有它们，请按保管期限销毁旧备份。');
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const again = await new Promise<string>((resolve) => {
    terminal.once('close', () => resolve(''));
    terminal.question('确认删除，请再输入一次报告编号：').then(resolve, () => resolve(''));
  });
  terminal.close();
  const confirmed = parseReportNumber(again);
  if (!confirmed.ok || confirmed.number !== parsed.number) {
    throw new OperatorError('编号不一致，没有删除。');
  }
  await eraseReport({ store: reports, clock }, { actor: TERMINAL_ACTOR, number: parsed.number });
  console.log('已永久删除，并记入操作记录。');
}
