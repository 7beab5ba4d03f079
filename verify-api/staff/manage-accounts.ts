import type { ActorName } from '#domain/actor.ts';
import { z } from '#domain/chinese-schema.ts';
import { roleNames, roles } from '#domain/permissions.ts';
import { Problem } from '#domain/problem.ts';
import { requireValid } from '#domain/require-valid.ts';
import type { StaffAccount } from '#domain/staff-answers.ts';
import { isId, typedText } from '#domain/typed-text.ts';
import type { StaffRow } from '../db/staff-store.ts';
import { accountNameSchema, toAccountName, toEmail } from './account-name.ts';
import { makePassword } from './make-password.ts';
import type { StaffDependencies } from './staff-dependencies.ts';

const nameSchema = typedText('请填写姓名').min(1, '请填写姓名').max(40, '姓名最多 40 个字');
const roleSchema = z.enum(
  roleNames,
  `角色应为 ${roleNames.map((role) => `${role} ${roles[role].label}`).join('、')} 之一`,
);
const officeSchema = typedText('分部应为文字')
  .max(40, '最多 40 个字')
  .transform((text) => text || null)
  .nullish();

const newAccountSchema = z.strictObject({
  account: accountNameSchema,
  name: nameSchema,
  role: roleSchema,
  office: officeSchema,
});
const changesSchema = z.strictObject({
  name: nameSchema.optional(),
  role: roleSchema.optional(),
  office: officeSchema,
  disabled: z.boolean({ error: '应为 true 或 false' }).optional(),
});

export async function listAccounts(deps: StaffDependencies): Promise<StaffAccount[]> {
  return (await deps.staff.list()).map((row) => toAccount(deps, row));
}

/** Adds an account with a password that its owner must change; it is shown this once. */
export async function addAccount(
  deps: StaffDependencies,
  actor: ActorName,
  body: unknown,
): Promise<{ account: StaffAccount; password: string }> {
  const { account, name, role, office } = requireValid(
    newAccountSchema,
    body,
    '填写的内容有误，账号没有新增。',
  );
  const email = toEmail(account);
  if (await deps.staff.find(email)) {
    const message = '这个账号已经有人使用，请换一个';
    throw new Problem('validation-failed', `${message}。`, {
      faults: [{ path: '$.account', message }],
    });
  }
  const password = makePassword(deps.random);
  const context = await deps.library.$context;
  const user = await context.internalAdapter.createUser(
    {
      email,
      name,
      emailVerified: true,
      role,
      office: office ?? null,
      disabled: false,
      mustChangePassword: true,
    },
    { method: 'email-password' },
  );
  await context.internalAdapter.linkAccount({
    userId: user.id,
    providerId: 'credential',
    accountId: user.id,
    password: await context.password.hash(password),
  });
  await deps.audit.append({
    at: deps.clock(),
    actor,
    action: 'account-added',
    subject: account,
    detail: { name, role },
  });
  return { account: toAccount(deps, await requireAccount(deps, user.id)), password };
}

/** Somebody must always be able to manage accounts: the last administrator stays one. */
export async function changeAccount(
  deps: StaffDependencies,
  actor: ActorName,
  id: string,
  body: unknown,
): Promise<StaffAccount> {
  const { office, ...rest } = requireValid(changesSchema, body, '填写的内容有误，账号没有修改。');
  const row = await requireAccount(deps, id);
  const losesAdministrator =
    row.role === 'administrator' &&
    !row.disabled &&
    (rest.disabled === true || (rest.role !== undefined && rest.role !== 'administrator'));
  if (losesAdministrator && (await deps.staff.countOtherAdministrators(id)) === 0) {
    throw new Problem('last-administrator', '这是最后一个管理员，不能停用，也不能改成别的角色。');
  }
  const changes = {
    ...(rest.name === undefined ? {} : { name: rest.name }),
    ...(rest.role === undefined ? {} : { role: rest.role }),
    ...(rest.disabled === undefined ? {} : { disabled: rest.disabled }),
    ...(office === undefined ? {} : { office }),
  };
  await deps.staff.change(id, changes, {
    at: deps.clock(),
    actor,
    action: 'account-changed',
    subject: toAccountName(row.email),
    detail: changes,
  });
  return toAccount(deps, await requireAccount(deps, id));
}

/** A new password to hand over; every session of the account ends. */
export async function resetPassword(
  deps: StaffDependencies,
  actor: ActorName,
  id: string,
): Promise<{ password: string }> {
  const row = await requireAccount(deps, id);
  const password = makePassword(deps.random);
  const context = await deps.library.$context;
  await context.internalAdapter.updatePassword(id, await context.password.hash(password));
  await deps.staff.setMustChangePassword(id, true);
  await deps.staff.clearFailures(id);
  await deps.staff.endSessions(id);
  await deps.audit.append({
    at: deps.clock(),
    actor,
    action: 'password-reset',
    subject: toAccountName(row.email),
  });
  return { password };
}

/** For a lost telephone: the next sign-in enrols again. */
export async function resetTwoFactor(
  deps: StaffDependencies,
  actor: ActorName,
  id: string,
): Promise<void> {
  const row = await requireAccount(deps, id);
  await deps.staff.clearTwoFactor(id);
  await deps.staff.endSessions(id);
  await deps.audit.append({
    at: deps.clock(),
    actor,
    action: 'two-factor-reset',
    subject: toAccountName(row.email),
  });
}

async function requireAccount(deps: StaffDependencies, id: string): Promise<StaffRow> {
  const row = isId(id) ? await deps.staff.findById(id) : undefined;
  if (row === undefined) throw new Problem('not-found', '没有这个账号。');
  return row;
}

function toAccount(deps: StaffDependencies, row: StaffRow): StaffAccount {
  return {
    id: row.id,
    account: toAccountName(row.email),
    name: row.name,
    role: row.role,
    roleLabel: roles[row.role].label,
    office: row.office,
    disabled: row.disabled,
    enrolled: row.twoFactorEnabled === true,
    locked: row.lockedUntil !== null && row.lockedUntil > deps.clock(),
  };
}
