import type { Role } from '#domain/permissions.ts';
import { addAccount } from '../../verify-api/staff/manage-accounts.ts';
import type { TestService } from './service.ts';
import { totp } from './totp.ts';

let made = 0;
export const TERMINAL = { id: 'terminal', name: '终端' };

/** A browser of one person: keeps cookies. */
export interface StaffBrowser {
  account: string;
  password: string;
  id: string;
  /** Set once enrolled. */
  secret: string;
  call(method: string, path: string, body?: unknown): Promise<Response>;
  cookie(): string;
}

/** An account nobody has signed in to. */
export async function addPerson(service: TestService, role: Role, office?: string) {
  made += 1;
  const account = `tester${made}`;
  const body = { account, name: `测试人员${made}`, role, office: office ?? null };
  const added = await addAccount(service.staff, TERMINAL, body);
  return {
    ...added,
    browser: openStaffBrowser(service, account, added.password, added.account.id),
  };
}

export function openStaffBrowser(
  service: Pick<TestService, 'call'>,
  account: string,
  password: string,
  id: string,
): StaffBrowser {
  const jar = new Map<string, string>();
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
  return {
    account,
    password,
    id,
    secret: '',
    cookie,
    async call(method, path, body) {
      const answer = await service.call(method, path, {
        ...(body === undefined ? {} : { body }),
        headers: { Cookie: cookie() },
      });
      for (const set of answer.headers.getSetCookie()) {
        const [pair = ''] = set.split(';');
        const name = pair.slice(0, pair.indexOf('='));
        if (/max-age=0/i.test(set)) jar.delete(name);
        else jar.set(name, pair.slice(pair.indexOf('=') + 1));
      }
      return answer;
    },
  };
}

/** Signed in, password changed, one-time codes set up: ready to work. */
export async function signedInAs(
  service: TestService,
  role: Role,
  office?: string,
): Promise<StaffBrowser> {
  const { browser } = await addPerson(service, role, office);
  return enrol(browser);
}

/** Signs in for the first time: changes the password, sets up one-time codes. */
export async function enrol(browser: StaffBrowser): Promise<StaffBrowser> {
  const step = async (path: string, body: unknown) => {
    const answer = await browser.call('POST', `/api/staff/${path}`, body);
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json() as Promise<Record<string, string>>;
  };
  const next = `${browser.password}-changed`;
  await step('sign-in', { account: browser.account, password: browser.password });
  await step('password', { current: browser.password, next });
  browser.password = next;
  const { secret = '' } = await step('two-factor', { password: next });
  browser.secret = secret;
  await step('two-factor/confirmation', { code: totp(secret) });
  return browser;
}
