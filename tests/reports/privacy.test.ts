import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import type { FullAnswer } from '#domain/verification.ts';
import { makeDataKeyFile, parseDataKeyFile } from '../../verify-api/keys/data-key-file.ts';
import { makeVault } from '../../verify-api/keys/vault.ts';
import { describeOnEachDatabase, type TestDatabase } from '../support/database.ts';
import { makeHolder, makeRequest } from '../support/factories.ts';
import { asIssuer, createTestService } from '../support/service.ts';

const TABLES = ['reports', 'report_pdfs', 'events', 'idempotency', 'signing_keys', 'settings'];

/** Everything that the database holds: as text, and each binary column's bytes as if they were text. */
async function wholeDatabase(database: TestDatabase): Promise<string> {
  const parts: string[] = [];
  for (const table of TABLES) {
    for (const row of await database.rows(`select * from ${table}`)) {
      for (const value of Object.values(row)) {
        parts.push(
          value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : JSON.stringify(value),
        );
      }
    }
  }
  return parts.join('\n');
}

describeOnEachDatabase('personal data', (database) => {
  test('is nowhere in the database in the clear', async () => {
    const service = await createTestService(database());
    const holder = makeHolder({ name: '独孤求败' });
    const { number, code } = await service.issue(makeRequest({ holder }), {
      'Idempotency-Key': 'privacy',
    });
    await service.call('POST', `/api/v1/reports/${number}/revocation`, {
      headers: asIssuer,
      body: { reason: 'other', note: '此人来信要求' },
    });
    const whole = await wholeDatabase(database());
    expect(whole).toContain(number);
    const secrets = [holder.name, holder.idNumber, code, code.replaceAll('-', ''), '此人来信要求'];
    for (const secret of secrets) expect(whole.includes(secret), secret).toBe(false);
    // The PDF names the code and the holder; it is not there either.
    expect(whole).not.toContain('%PDF');
  });

  test('is nowhere in the log, whatever happens', async () => {
    const service = await createTestService(database());
    const holder = makeHolder({ name: '东方不败' });
    const { number, code } = await service.issue(makeRequest({ holder }));
    const wrongCode = `${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`;
    await service.verify({ number, code, idNumber: holder.idNumber });
    await service.verify({ number, code: wrongCode });
    await service.verify({ number: holder.name, code });
    const answer = (await (await service.verify({ number, code })).json()) as FullAnswer;
    const { receipt } = answer;
    for (const body of [{ receipt }, { receipt: `${holder.name} ${code}` }, `${code} ${receipt}`]) {
      await service.call('POST', '/api/v1/receipts/check', { body });
    }
    await service.call('GET', `/api/v1/receipts/check?receipt=${receipt}`);
    await service.verify(`{"number": "${number}", "code": "${code}`);
    await service.call('POST', '/api/v1/reports', { headers: asIssuer, body: { holder } });
    await service.call('GET', `/api/v1/reports/${number}/pdf`, {
      headers: { 'X-Verification-Code': code },
    });
    await service.call('GET', `/api/v1/reports?q=${encodeURIComponent(holder.name)}`, {
      headers: asIssuer,
    });
    await service.call('GET', `/api/v1/${encodeURIComponent(holder.name)}/${number}`);

    const failing = await createTestService(database(), {
      reports: {
        store: {
          ...service.reports.store,
          // A wrapped database error quotes its parameters.
          storeIssued: async (issued) => {
            throw new Error(
              `Failed query: insert\nparams: ${holder.name} ${issued.report.number}`,
              {
                cause: new Error(`detail ${holder.name}`),
              },
            );
          },
        },
      },
    });
    const failed = await failing.call('POST', '/api/v1/reports', {
      headers: asIssuer,
      body: makeRequest({ holder }),
    });
    expect(failed.status).toBe(500);
    expect(await failed.text()).not.toContain(holder.name);
    const log = [...service.log, ...failing.log].join('\n');
    expect(log).toContain('POST /api/v1/verifications 403');
    expect(log).toContain('error Error');
    const secrets = [
      holder.name,
      encodeURIComponent(holder.name),
      holder.idNumber,
      code,
      wrongCode,
      number,
      receipt,
    ];
    for (const secret of secrets) expect(log.includes(secret), secret).toBe(false);
  });

  test('is gone once its key is, and the report still says that it existed', async () => {
    const service = await createTestService(database());
    const { number, code } = await service.issue(makeRequest({ validUntil: '2026-12-31' }));
    await database().rows(
      `update reports set wrapped_key = null, id_index = null, name_index = null where number = '${number}'`,
    );
    for (const body of [{ number }, { number, code, idNumber: 'E12345678' }]) {
      const answer = await service.verify(body);
      expect(answer.status).toBe(200);
      expect(await answer.json()).toEqual({
        level: 'summary',
        result: 'valid',
        withheld: 'erased',
        number,
        type: 'certification',
        typeLabel: { zh: '学习成果认证报告', en: expect.any(String) },
        issuedOn: '2026-11-22',
        validUntil: '2026-12-31',
        holder: null,
        demo: true,
        checkedAt: '2026-11-22T03:04:05.678Z',
        ...('code' in body ? { receipt: expect.any(String) } : {}),
      });
    }
    const wrong = `${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`;
    expect((await service.verify({ number, code: wrong })).status).toBe(403);
    const path = `/api/v1/reports/${number}`;
    const record = await service.call('GET', path, { headers: asIssuer });
    expect(await record.json()).toMatchObject({ number, result: 'valid', credential: null });
    expect((await service.call('GET', `${path}/pdf`, { headers: asIssuer })).status).toBe(410);
    const revoke = (body: object) =>
      service.call('POST', `${path}/revocation`, { headers: asIssuer, body });
    expect((await revoke({ reason: 'other', note: '备注' })).status).toBe(410);
    expect((await revoke({ reason: 'issued-in-error' })).status).toBe(200);
    for (const body of [{ number }, { number, code }]) {
      expect(await (await service.verify(body)).json()).toMatchObject({
        result: 'revoked',
        reason: 'issued-in-error',
        changedOn: '2026-11-22',
        withheld: 'erased',
      });
    }
  });

  test('does not open with another master key: the state is told, and the log says so', async () => {
    const service = await createTestService(database());
    const { number, code } = await service.issue();
    const random = (length: number): Uint8Array => randomBytes(length);
    const vault = makeVault(parseDataKeyFile(makeDataKeyFile(random), 'other'), random);
    const other = await createTestService(database(), { reports: { vault } });
    for (const body of [{ number }, { number, code }]) {
      const answer = await other.verify(body);
      expect(answer.status).toBe(200);
      expect(await answer.json()).toMatchObject({
        level: 'summary',
        result: 'valid',
        withheld: 'unreadable',
        holder: null,
      });
    }
    expect(other.log.join()).toContain('could not be opened');
    const wrong = `${code.slice(0, -1)}${code.endsWith('0') ? '1' : '0'}`;
    expect((await other.verify({ number, code: wrong })).status).toBe(403);
    const pdf = await other.call('GET', `/api/v1/reports/${number}/pdf`, {
      headers: { 'X-Verification-Code': code },
    });
    expect(pdf.status).toBe(503);
    expect((await service.verify({ number, code })).status).toBe(200);
  });

  test('of one report does not open in the place of another’s', async () => {
    const service = await createTestService(database());
    const [one, two] = [await service.issue(), await service.issue()];
    await database().rows(
      `update reports set sealed = other.sealed, wrapped_key = other.wrapped_key
       from reports other where reports.number = '${one.number}' and other.number = '${two.number}'`,
    );
    const answer = await service.verify({ number: one.number, code: one.code });
    expect(await answer.json()).toMatchObject({ level: 'summary', withheld: 'unreadable' });
  });
});
