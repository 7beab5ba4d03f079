import type { StaffAccount } from '#domain/staff-answers.ts';
import { type Asking, askStaffApi, type StaffAnswer } from './ask-staff-api.ts';

export function listAccounts(asking: Asking): Promise<StaffAnswer<{ people: StaffAccount[] }>> {
  return askStaffApi(asking, 'GET', 'staff/people');
}

/** The account of a page's address; a problem when there is none. */
export async function findAccount(
  asking: Asking,
  id: string | undefined,
): Promise<StaffAnswer<StaffAccount>> {
  const listed = await listAccounts(asking);
  if (!listed.ok) return listed;
  const body = listed.body.people.find((account) => account.id === id);
  if (body !== undefined) return { ok: true, body, cookies: [] };
  return {
    ok: false,
    cookies: [],
    problem: {
      type: 'about:blank',
      title: '没有这个账号',
      status: 404,
      code: 'not-found',
      detail: '没有这个账号，可能是网址抄错了。',
    },
  };
}

/** 在用, 已停用…: what stands beside the name. */
export function accountState(account: StaffAccount): string {
  if (account.disabled) return '已停用';
  if (account.locked) return '输错密码，暂时锁定';
  return account.enrolled ? '在用' : '还没有绑定动态口令';
}
