import type { StaffAccount } from '#domain/staff-answers.ts';
import { type Asking, askStaffApi, type StaffAnswer } from './ask-staff-api.ts';

/** Something done to somebody's account, asked once on a page of its own (`/staff/people/{id}/{name}/`). */
export interface AccountAction {
  title: string;
  /** The verb on the button. */
  button: string;
  /** Why one would. */
  purpose: string;
  consequences(account: StaffAccount): string[];
  suits(account: StaffAccount): boolean;
  perform(asking: Asking, account: StaffAccount): Promise<StaffAnswer<{ password?: string }>>;
  /** Said afterwards; not where the answer is shown instead. */
  done: string;
}

const path = ({ id }: StaffAccount) => `staff/people/${encodeURIComponent(id)}`;

export const accountActions: Readonly<Record<string, AccountAction>> = {
  'password-reset': {
    title: '重设密码',
    button: '重设密码',
    purpose: '忘记密码，或连续输错被锁定时用。',
    suits: ({ disabled }) => !disabled,
    consequences: ({ name }) => [
      `${name}现在的密码立即作废，正在进行的登录都会退出。`,
      '下一页会显示一个临时密码，只显示一次，请当面或打电话交给本人。',
      '锁定也会一并解除；动态口令不变。',
    ],
    perform: (asking, account) => askStaffApi(asking, 'POST', `${path(account)}/password-reset`),
    done: '',
  },
  'two-factor-reset': {
    title: '清除动态口令',
    button: '清除动态口令',
    purpose: '手机丢了、换了时用。',
    suits: ({ enrolled }) => enrolled,
    consequences: ({ name }) => [
      `${name}手机上的动态口令立即作废，正在进行的登录都会退出。`,
      '下次登录，凭密码进入后要用新手机重新绑定。在那之前，账号只靠密码保护。',
      '请先当面或打电话确认是本人提出的。',
    ],
    perform: (asking, account) => askStaffApi(asking, 'POST', `${path(account)}/two-factor-reset`),
    done: '动态口令已经清除。下次登录时会要求重新绑定。',
  },
  disable: {
    title: '停用账号',
    button: '停用账号',
    purpose: '离职、调岗时用，以后可以恢复。',
    suits: ({ disabled }) => !disabled,
    consequences: ({ name }) => [
      `${name}立即退出，不能再登录。`,
      '以前办理的报告和操作记录都保留，报告仍然有效。',
      '以后可以恢复。',
    ],
    perform: (asking, account) => askStaffApi(asking, 'PATCH', path(account), { disabled: true }),
    done: '账号已经停用。',
  },
  enable: {
    title: '恢复账号',
    button: '恢复账号',
    purpose: '让停用的账号重新可以登录。',
    suits: ({ disabled }) => disabled,
    consequences: ({ name, roleLabel }) => [
      `${name}可以用原来的密码和动态口令登录，角色仍是${roleLabel}。`,
    ],
    perform: (asking, account) => askStaffApi(asking, 'PATCH', path(account), { disabled: false }),
    done: '账号已经恢复。',
  },
};
