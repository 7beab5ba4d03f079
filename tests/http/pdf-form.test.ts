import { expect, test } from 'vitest';
import { describeOnEachDatabase } from '../support/database.ts';
import { createTestService, type TestService } from '../support/service.ts';

const post = (service: TestService, fields: Record<string, string>, path = '/verify/pdf/') =>
  service.app.request(path, { method: 'POST', body: new URLSearchParams(fields) }, {});

describeOnEachDatabase('the form for the original PDF', (database) => {
  test('gives the file for number and code', async () => {
    const service = await createTestService(database());
    const { number, code } = await service.issue();
    for (const path of ['/verify/pdf/', '/verify/pdf']) {
      const answer = await post(service, { number: `编号 ${number}`, code }, path);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('Content-Type')).toBe('application/pdf');
      expect(answer.headers.get('Content-Disposition')).toContain(encodeURIComponent('认证报告'));
      expect(await answer.text()).toContain('%PDF');
    }
  });

  test('refuses with a page in Chinese that quotes nothing', async () => {
    const service = await createTestService(database());
    const { number, code } = await service.issue();
    const wrong = `${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`;
    for (const [fields, status, words] of [
      [{ number, code: wrong }, 403, '验证码不符'],
      [{ number: '32264817392055164350', code }, 404, '查无此编号'],
      [{ number: '<script>alert(1)</script>', code }, 422, '报告编号有误'],
      [{ number, code: '' }, 422, '验证码有误'],
      [{ number }, 422, '验证码有误'],
      [{}, 422, '报告编号有误'],
    ] as [Record<string, string>, number, string][]) {
      const answer = await post(service, fields);
      expect(answer.status, words).toBe(status);
      expect(answer.headers.get('Content-Type')).toContain('text/html');
      const page = await answer.text();
      expect(page).toContain(words);
      expect(page).not.toContain('<script>');
    }
  });
});
