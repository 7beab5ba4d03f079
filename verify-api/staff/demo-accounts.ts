import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { DEMO_ACTOR } from '#domain/actor.ts';
import { type Role, roleNames, roles } from '#domain/permissions.ts';
import { toEmail } from './account-name.ts';
import { addAccount } from './manage-accounts.ts';
import type { StaffDependencies } from './staff-dependencies.ts';

/** With the password of its first sign-in, which its owner must change. */
export interface DemoAccount {
  account: string;
  password: string;
  role: Role;
}

/** One account of each role for a demonstration; kept in `file` (mode 0600) as long as the database is. */
export async function addDemoAccounts(
  deps: StaffDependencies,
  file: string,
): Promise<DemoAccount[]> {
  const kept = existsSync(file)
    ? (JSON.parse(await readFile(file, 'utf8')) as DemoAccount[])
    : undefined;
  if (kept !== undefined && (await deps.staff.find(toEmail(kept[0]?.account ?? '')))) return kept;
  const accounts: DemoAccount[] = [];
  for (const role of roleNames) {
    const account = `demo-${role}`;
    // A first start that was cut short has added some of them.
    if (await deps.staff.find(toEmail(account))) continue;
    const name = `演示${roles[role].label}`;
    const body = { account, name, role, office: role === 'issuer' ? '演示分部' : null };
    const { password } = await addAccount(deps, DEMO_ACTOR, body);
    accounts.push({ account, password, role });
  }
  await writeFile(file, `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600 });
  return accounts;
}
