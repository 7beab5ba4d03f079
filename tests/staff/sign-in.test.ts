import { expect, test } from 'vitest';
import { resetTwoFactor } from '../../verify-api/staff/manage-accounts.ts';
import { describeOnEachDatabase } from '../support/database.ts';
import { createTestService } from '../support/service.ts';
import { addPerson, openStaffBrowser, signedInAs, TERMINAL } from '../support/staff.ts';
import { totp } from '../support/totp.ts';

const json = async (answer: Response) => (await answer.json()) as Record<string, unknown>;

describeOnEachDatabase('signing in', (database) => {
  test('asks for a new password, then for an authenticator, then lets in', async () => {
    const service = await createTestService(database());
    const { browser, password } = await addPerson(service, 'issuer', '浦东分部');
    const { account } = browser;
    const first = await browser.call('POST', '/api/staff/sign-in', { account, password });
    expect(await json(first)).toEqual({ next: 'change-password' });
    expect(first.headers.getSetCookie().join()).toMatch(/HttpOnly.*SameSite=Strict/i);
    expect((await browser.call('GET', '/api/v1/reports')).status).toBe(403);

    const changed = { current: password, next: 'a-new-long-word' };
    expect(await json(await browser.call('POST', '/api/staff/password', changed))).toEqual({
      next: 'enrol',
    });
    expect((await browser.call('GET', '/api/v1/reports')).status).toBe(403);

    const begun = await browser.call('POST', '/api/staff/two-factor', { password: changed.next });
    const { uri, secret } = (await begun.json()) as { uri: string; secret: string };
    expect(decodeURIComponent(uri)).toMatch(new RegExp(`^otpauth://totp/.*:${account}\\?`));
    expect(
      (await browser.call('POST', '/api/staff/two-factor/confirmation', { code: '000000' })).status,
    ).toBe(401);
    const confirmed = { code: totp(secret) };
    expect(
      await json(await browser.call('POST', '/api/staff/two-factor/confirmation', confirmed)),
    ).toEqual({ next: 'home' });
    expect((await browser.call('GET', '/api/v1/reports')).status).toBe(200);
    expect(await json(await browser.call('GET', '/api/staff/me'))).toMatchObject({
      account,
      role: 'issuer',
      roleLabel: '签发员',
      office: '浦东分部',
      enrolled: true,
      mustChangePassword: false,
    });
  });

  test('asks for the code from then on, and a session ends when it is ended', async () => {
    const service = await createTestService(database());
    const { account, password, secret, id } = await signedInAs(service, 'issuer');
    const browser = openStaffBrowser(service, account, password, id);
    const first = await browser.call('POST', '/api/staff/sign-in', { account, password });
    expect(await json(first)).toEqual({ next: 'code' });
    expect((await browser.call('GET', '/api/staff/me')).status).toBe(401);
    const code = { code: `${totp(secret).slice(0, 3)} ${totp(secret).slice(3)}` };
    expect(await json(await browser.call('POST', '/api/staff/sign-in/code', code))).toEqual({
      next: 'home',
    });
    expect((await browser.call('GET', '/api/staff/me')).status).toBe(200);
    const stolen = browser.cookie();
    expect((await browser.call('POST', '/api/staff/sign-out')).status).toBe(200);
    expect((await browser.call('GET', '/api/staff/me')).status).toBe(401);
    const again = await service.call('GET', '/api/staff/me', { headers: { Cookie: stolen } });
    expect(again.status).toBe(401);
  });

  test('an unknown account, a wrong password and a locked account are answered alike', async () => {
    const service = await createTestService(database());
    const { browser, password } = await addPerson(service, 'issuer');
    const { account } = browser;
    const answers: string[] = [];
    const attempt = async (body: object) => {
      const answer = await browser.call('POST', '/api/staff/sign-in', body);
      answers.push(`${answer.status} ${await answer.text()} ${answer.headers.getSetCookie()}`);
    };
    await attempt({ account: 'nobody-of-that-name', password });
    for (let wrong = 0; wrong < 5; wrong += 1) await attempt({ account, password: 'wrong' });
    await attempt({ account, password });
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toMatch(/^401 .*sign-in-failed/);
    expect(browser.cookie()).toBe('');

    service.setTime(new Date('2026-11-22T03:20:00Z'));
    const later = await browser.call('POST', '/api/staff/sign-in', { account, password });
    expect(later.status).toBe(200);
  });

  test('five wrong codes lock the account, from whichever sign-in they come', async () => {
    const service = await createTestService(database());
    const { account, password, secret, id } = await signedInAs(service, 'issuer');
    const codes: number[] = [];
    for (let wrong = 0; wrong < 6; wrong += 1) {
      const browser = openStaffBrowser(service, account, password, id);
      await browser.call('POST', '/api/staff/sign-in', { account, password });
      const right = Number(totp(secret));
      const code = String((right + 1 + wrong) % 1_000_000).padStart(6, '0');
      codes.push((await browser.call('POST', '/api/staff/sign-in/code', { code })).status);
    }
    expect(codes).toEqual([401, 401, 401, 401, 401, 429]);
  });

  test('a disabled account is out with its next request', async () => {
    const service = await createTestService(database());
    const administrator = await signedInAs(service, 'administrator');
    const person = await signedInAs(service, 'issuer');
    const disable = await administrator.call('PATCH', `/api/staff/people/${person.id}`, {
      disabled: true,
    });
    expect(disable.status).toBe(200);
    expect((await person.call('GET', '/api/staff/me')).status).toBe(401);
    const { account, password } = person;
    const again = await person.call('POST', '/api/staff/sign-in', { account, password });
    expect(again.status).toBe(401);
  });

  test('a lost telephone is forgotten from the terminal, and the next sign-in enrols again', async () => {
    const service = await createTestService(database());
    const person = await signedInAs(service, 'administrator');
    await resetTwoFactor(service.staff, TERMINAL, person.id);
    expect((await person.call('GET', '/api/staff/me')).status).toBe(401);
    const { account, password } = person;
    const again = await person.call('POST', '/api/staff/sign-in', { account, password });
    expect(await json(again)).toEqual({ next: 'enrol' });
    expect((await person.call('GET', '/api/staff/audit')).status).toBe(403);
  });

  test('a page of another site can ask for nothing', async () => {
    const service = await createTestService(database());
    const person = await signedInAs(service, 'issuer');
    for (const headers of [
      { 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'same-site' },
      { Origin: 'https://evil.example', Host: 'bank.example.cn' },
      { Origin: 'null', Host: 'bank.example.cn' },
    ]) {
      const answer = await service.call('POST', '/api/staff/sign-out', {
        headers: { ...headers, Cookie: person.cookie() },
      });
      expect(answer.status).toBe(403);
    }
    expect((await person.call('GET', '/api/staff/me')).status).toBe(200);
  });

  test('our own page may ask, also behind a proxy that puts another name in Host', async () => {
    const service = await createTestService(database());
    const person = await signedInAs(service, 'issuer');
    const answer = await service.call('POST', '/api/staff/sign-out', {
      headers: {
        'Sec-Fetch-Site': 'same-origin',
        Origin: 'https://bank.example.cn',
        Host: '127.0.0.1:4321',
        Cookie: person.cookie(),
      },
    });
    expect(answer.status).toBe(200);
    expect((await person.call('GET', '/api/staff/me')).status).toBe(401);
  });
});
