/**
 * Accounts of the office from the terminal: the first administrator, a forgotten password, a lost
 * telephone. `npm run staff -- help` says how.
 */
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { TERMINAL_ACTOR } from '#domain/actor.ts';
import { OperatorError } from '#domain/operator-error.ts';
import { roleNames, roles } from '#domain/permissions.ts';
import { createConfig } from '../verify-api/config.ts';
import { makeWritable } from '../verify-api/db/data-directory.ts';
import { openDatabase } from '../verify-api/db/open-database.ts';
import { openKeys } from '../verify-api/keys/open-keys.ts';
import { readBank } from '../verify-api/reports/read-bank.ts';
import { toEmail } from '../verify-api/staff/account-name.ts';
import {
  addAccount,
  changeAccount,
  listAccounts,
  resetPassword,
  resetTwoFactor,
} from '../verify-api/staff/manage-accounts.ts';
import { openStaff } from '../verify-api/staff/open-staff.ts';
import type { StaffDependencies } from '../verify-api/staff/staff-dependencies.ts';
import { runCommand } from './run-command.ts';

const HELP = `后台账号：
  npm run staff -- add <账号> --name <姓名> --role <角色> [--office <分部>]
  npm run staff -- list
  npm run staff -- reset-password <账号>      忘记密码：给出一个新的初始密码
  npm run staff -- reset-two-factor <账号>    手机丢失：下次登录重新绑定动态口令
  npm run staff -- disable <账号>             停用
  npm run staff -- enable <账号>              恢复
角色：${roleNames.map((role) => `${role} ${roles[role].label}`).join('，')}。
使用内置数据库时请先停止服务（同一时间只能有一个程序打开它）。`;

await runCommand(run);

async function run(): Promise<number> {
  const { values, positionals } = readArguments();
  const [command, account] = positionals;
  const needsAccount = command !== 'list';
  if (command === undefined || command === 'help' || (needsAccount && account === undefined)) {
    console.log(HELP);
    return command === 'help' ? 0 : 1;
  }
  const { staff, close } = await openOffice();
  try {
    return await perform(staff, command, account ?? '', values);
  } finally {
    await close();
  }
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { name: { type: 'string' }, role: { type: 'string' }, office: { type: 'string' } },
    });
  } catch {
    return { values: {}, positionals: [] };
  }
}

async function openOffice() {
  const config = createConfig();
  const { bank } = await readBank(config.contentDir);
  const clock = () => new Date();
  const random = (length: number): Uint8Array => randomBytes(length);
  if (config.databaseUrl === undefined || config.keyFiles === undefined) {
    await makeWritable(config.dataDir);
  }
  const keys = await openKeys(config, bank, random);
  const database = await openDatabase(config);
  const { siteUrl } = config;
  const given = { vault: keys.vault, siteUrl, bankName: bank.name, clock, random };
  return { staff: openStaff(database, given), close: () => database.close() };
}

async function perform(
  staff: StaffDependencies,
  command: string,
  account: string,
  values: { name?: string; role?: string; office?: string },
): Promise<number> {
  switch (command) {
    case 'add': {
      const added = await addAccount(staff, TERMINAL_ACTOR, { account, ...values });
      console.log(`已新增${added.account.roleLabel} ${added.account.name}。`);
      return showPassword(added.account.account, added.password);
    }
    case 'list':
      for (const { account, name, roleLabel, office, disabled, enrolled } of await listAccounts(
        staff,
      )) {
        const state = disabled ? '已停用' : enrolled ? '在用' : '还没有绑定动态口令';
        console.log([account, name, roleLabel, office ?? '', state].join('\t'));
      }
      return 0;
    case 'reset-password':
      return showPassword(
        account,
        (await resetPassword(staff, TERMINAL_ACTOR, await find(staff, account))).password,
      );
    case 'reset-two-factor':
      await resetTwoFactor(staff, TERMINAL_ACTOR, await find(staff, account));
      console.log('已清除。下次登录时会要求重新绑定动态口令。');
      return 0;
    case 'disable':
    case 'enable':
      await changeAccount(staff, TERMINAL_ACTOR, await find(staff, account), {
        disabled: command === 'disable',
      });
      console.log(command === 'disable' ? '已停用，并已退出它的所有登录。' : '已恢复。');
      return 0;
    default:
      console.log(HELP);
      return 1;
  }
}

async function find(staff: StaffDependencies, account: string): Promise<string> {
  const row = await staff.staff.find(toEmail(account.toLowerCase()));
  if (row === undefined) throw new OperatorError(`没有账号 ${account}。`);
  return row.id;
}

function showPassword(account: string, password: string): number {
  console.log(`账号 ${account}，初始密码 ${password}`);
  console.log('密码只显示这一次；首次登录要修改密码，并绑定动态口令。');
  return 0;
}
