import { expect, test } from 'vitest';
import { Problem } from '#domain/problem.ts';
import { parseReceipt, type ReceiptAnswer } from '#domain/receipt.ts';
import type { ReportRecord } from '#domain/report-answers.ts';
import type { FullAnswer } from '#domain/verification.ts';
import { makeDemoSigningKey, parseSigningKey } from '../../verify-api/keys/signing-key.ts';
import { describeOnEachDatabase } from '../support/database.ts';
import { makeRequest } from '../support/factories.ts';
import { asIssuer, bank, createTestService, type TestService } from '../support/service.ts';

async function check(service: TestService, receipt: string): Promise<ReceiptAnswer> {
  const answer = await service.call('POST', '/api/v1/receipts/check', { body: { receipt } });
  expect(answer.status).toBe(200);
  return (await answer.json()) as ReceiptAnswer;
}

async function verified(service: TestService, report: object): Promise<FullAnswer> {
  return (await (await service.verify(report)).json()) as FullAnswer;
}

describeOnEachDatabase('a receipt', (database) => {
  test('says what was answered, for each state, to anyone and without the code', async () => {
    const service = await createTestService(database());
    const { number, code } = await service.issue(makeRequest({ validUntil: '2026-12-31' }));
    const valid = await verified(service, { number, code });
    expect(await check(service, valid.receipt)).toEqual({
      valid: true,
      kid: service.reports.signing.kid,
      receipt: {
        version: 1,
        iss: bank.issuerId,
        number,
        result: 'valid',
        checkedAt: valid.checkedAt,
        credentialSha256: valid.credentialSha256,
        demo: true,
      },
    });

    service.setTime(new Date('2027-01-02T00:00:00Z'));
    const expired = await verified(service, { number, code });
    expect(await check(service, expired.receipt)).toMatchObject({ receipt: { result: 'expired' } });

    const next = await service.issue(makeRequest({ supersedes: number }));
    const superseded = await verified(service, { number, code });
    expect(await check(service, superseded.receipt)).toMatchObject({
      receipt: { result: 'superseded', changedOn: '2027-01-02' },
    });

    await service.call('POST', `/api/v1/reports/${next.number}/revocation`, {
      headers: asIssuer,
      body: { reason: 'materials-untrue' },
    });
    const revoked = await verified(service, { number: next.number, code: next.code });
    expect(await check(service, revoked.receipt)).toMatchObject({
      receipt: { result: 'revoked', reason: 'materials-untrue', changedOn: '2027-01-02' },
      reasonLabel: '材料不实',
    });
    // What was answered then is what was answered then.
    expect(await check(service, valid.receipt)).toMatchObject({ receipt: { result: 'valid' } });
  });

  test('is given for number and code alone, and holds neither the code nor anything personal', async () => {
    const service = await createTestService(database());
    const request = makeRequest();
    const { number, code } = await service.issue(request);
    expect(await (await service.verify({ number })).json()).not.toHaveProperty('receipt');
    const { receipt } = await verified(service, {
      number,
      code,
      idNumber: request.holder.idNumber,
    });
    const said = JSON.stringify(parseReceipt(receipt)?.receipt);
    expect(said).toContain(number);
    const { name, idNumber } = request.holder;
    for (const secret of [name, idNumber, idNumber.slice(-4), code, code.replaceAll('-', '')]) {
      expect(said.includes(secret), secret).toBe(false);
    }
  });

  test('still checks when its key has been retired', async () => {
    const service = await createTestService(database());
    const { number, code } = await service.issue();
    const { receipt } = await verified(service, { number, code });
    const signing = parseSigningKey(makeDemoSigningKey(), 'new-key.json');
    const later = await createTestService(database(), { reports: { signing } });
    expect(await check(later, receipt)).toMatchObject({ valid: true });
    // Signed by a key that was never published.
    const unknown = await verified(later, { number, code });
    expect(await check(later, unknown.receipt)).toEqual({ valid: false, reason: 'unknown-key' });
  });

  test('is not valid when it was changed, is another’s or is no receipt', async () => {
    const service = await createTestService(database());
    const { number, code } = await service.issue();
    const { receipt } = await verified(service, { number, code });
    const [header, payload, signature] = receipt.split('.');
    const forged = Buffer.from(payload as string, 'base64url')
      .toString()
      .replace(number, '32264817392055164350');
    const text = `${header}.${Buffer.from(forged).toString('base64url')}.${signature}`;
    expect(await check(service, text)).toEqual({ valid: false, reason: 'signature-mismatch' });
    const record = (await (
      await service.call('GET', `/api/v1/reports/${number}`, { headers: asIssuer })
    ).json()) as ReportRecord;
    const others = [receipt.slice(0, -5), record.signature as string, '{}', '你好', 'a.b.c'];
    for (const other of others) {
      expect(await check(service, other), other).toEqual({ valid: false, reason: 'not-a-receipt' });
    }
    expect(await check(service, `回执：\n${receipt}\n`)).toMatchObject({ valid: true });
  });

  test('that is missing, no text or too long is a fault of the request', async () => {
    const service = await createTestService(database());
    const bodies = [{}, { receipt: 1 }, { receipt: ' ' }, { receipt: 'a'.repeat(20_001) }, []];
    for (const body of bodies) {
      const answer = await service.call('POST', '/api/v1/receipts/check', { body });
      expect(answer.status).toBe(422);
      expect(await answer.json()).toMatchObject({ code: 'validation-failed' });
    }
    expect((await service.call('GET', '/api/v1/receipts/check')).status).toBe(405);
  });

  test('that cannot be checked now is not called false', async () => {
    const service = await createTestService(database());
    const { number, code } = await service.issue();
    const { receipt } = await verified(service, { number, code });
    const away = await createTestService(database(), {
      app: {
        publicKeys: async () => {
          throw new Problem('unavailable', '数据库暂时无法访问');
        },
      },
    });
    const answer = await away.call('POST', '/api/v1/receipts/check', { body: { receipt } });
    expect(answer.status).toBe(503);
    expect(answer.headers.get('Retry-After')).toBe('5');
    expect(await answer.json()).toMatchObject({ code: 'cannot-verify' });
  });
});
