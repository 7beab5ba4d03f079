import { createHash, createPublicKey, verify as verifyBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { canonicalBytes } from '#domain/canonical-json.ts';
import { checkCredentialSignature } from '#domain/credential.ts';
import type { ReportRecord } from '#domain/report-answers.ts';
import type { FullAnswer, SummaryAnswer } from '#domain/verification.ts';
import { describeOnEachDatabase } from '../support/database.ts';
import { makeCourse, makeHolder, makeRequest } from '../support/factories.ts';
import { asIssuer, createTestService } from '../support/service.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describeOnEachDatabase('a report', (database) => {
  test('is issued and verifies by number, and by number and code', async () => {
    const service = await createTestService(database());
    const request = makeRequest({ holder: makeHolder({ name: '王小明' }) });
    const answer = await service.call('POST', '/api/v1/reports', {
      headers: asIssuer,
      body: request,
    });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
    const issued = (await answer.json()) as Record<string, string>;
    const { number = '', code = '' } = issued;
    const plainCode = code.replaceAll('-', '');
    expect(issued).toEqual({
      number: expect.stringMatching(/^3126\d{16}$/),
      code: expect.stringMatching(/^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$/),
      issuedAt: '2026-11-22T03:04:05Z',
      verifyUrl: `https://bank.example.cn/verify/#n=${number}&c=${plainCode}`,
      pdfUrl: `https://bank.example.cn/api/v1/reports/${number}/pdf`,
    });

    const summary = await service.verify({ number });
    expect(summary.status).toBe(200);
    expect((await summary.json()) as SummaryAnswer).toEqual({
      level: 'summary',
      result: 'valid',
      number,
      type: 'certification',
      typeLabel: { zh: '学习成果认证报告', en: expect.any(String) },
      issuedOn: '2026-11-22',
      validUntil: null,
      holder: '王*明',
      demo: true,
      checkedAt: '2026-11-22T03:04:05.678Z',
    });

    const full = (await (await service.verify({ number, code })).json()) as FullAnswer;
    expect(full).toMatchObject({
      level: 'full',
      result: 'valid',
      report: {
        number,
        holder: { name: '王小明', idNumberLast4: request.holder.idNumber.slice(-4) },
      },
      receipt: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]{86}$/),
    });
    expect(full).not.toHaveProperty('holderMatch');
    expect(full.credentialSha256).toBe(sha256(canonicalBytes(full.report)));
    expect(JSON.stringify(full)).not.toContain(request.holder.idNumber);
  });

  test('has a PDF that is the same each time, for its issuer and for whoever has the code', async () => {
    const service = await createTestService(database());
    const { number, code } = await service.issue();
    const path = `/api/v1/reports/${number}/pdf`;
    const mine = await service.call('GET', path, { headers: asIssuer });
    const theirs = await service.call('GET', path, { headers: { 'X-Verification-Code': code } });
    const full = (await (await service.verify({ number, code })).json()) as FullAnswer;
    const bytes = await mine.bytes();
    expect(sha256(bytes)).toBe(full.pdfSha256);
    expect(sha256(await theirs.bytes())).toBe(full.pdfSha256);
    expect(mine.headers.get('Content-Type')).toBe('application/pdf');
    expect(mine.headers.get('Content-Disposition')).toBe(
      `attachment; filename="report-${number}.pdf"; filename*=UTF-8''${encodeURIComponent(`学习成果认证报告-${number}.pdf`)}`,
    );

    expect((await service.call('GET', path)).status).toBe(401);
    const wrong = { 'X-Verification-Code': '0000-0000-0000-0000' };
    expect((await service.call('GET', path, { headers: wrong })).status).toBe(403);
  });

  test('can be checked offline with the published key', async () => {
    const service = await createTestService(database());
    const { number } = await service.issue();
    const record = (await (
      await service.call('GET', `/api/v1/reports/${number}`, { headers: asIssuer })
    ).json()) as ReportRecord;
    const jwks = (await (await service.call('GET', '/.well-known/jwks.json')).json()) as {
      keys: { kid: string; demo: boolean }[];
    };
    const jwk = jwks.keys.find(({ kid }) => kid === record.credential?.kid);
    expect(jwk).toMatchObject({ kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', demo: true });
    expect(jwk).not.toHaveProperty('d');
    const key = createPublicKey({ key: { ...jwk }, format: 'jwk' });
    const signed = { credential: record.credential, signature: record.signature };
    const good = await checkCredentialSignature(
      signed as Parameters<typeof checkCredentialSignature>[0],
      (_, input, signature) => verifyBytes(null, input, key, signature),
    );
    expect(good).toBe(true);
    const both = await (await service.call('GET', '/.well-known/jixue-keys.json')).json();
    const pem = expect.stringMatching(/^-----BEGIN CERTIFICATE/);
    expect(both).toEqual({ ...jwks, pdfCertificate: pem, pdfCertificates: [pem] });
  });

  test('answers whether an ID number is the holder’s, and only beside the code', async () => {
    const service = await createTestService(database());
    const holder = makeHolder({ idType: 'passport', idNumber: 'e12345678' });
    const { number, code } = await service.issue(makeRequest({ holder }));
    for (const [idNumber, match] of [
      ['E12345678', true],
      [' e1234 5678', true],
      ['Ｅ１２３４５６７８', true],
      ['E12345679', false],
    ] as const) {
      expect(await (await service.verify({ number, code, idNumber })).json()).toMatchObject({
        holderMatch: match,
      });
    }
    const alone = await service.verify({ number, idNumber: 'E12345678' });
    expect(alone.status).toBe(422);
    expect(await alone.json()).toMatchObject({
      code: 'validation-failed',
      faults: [{ path: '$.code' }],
    });
  });

  test.each(['110', '1 1-0 1 0', 'ABCDEFG', '１１０', '！！！！！！'])(
    'does not compare %j, which is no ID number',
    async (idNumber) => {
      const service = await createTestService(database());
      const { number, code } = await service.issue();
      const answer = await service.verify({ number, code, idNumber });
      expect(answer.status).toBe(422);
      const told = await answer.text();
      expect(JSON.parse(told)).toMatchObject({
        code: 'validation-failed',
        faults: [{ path: '$.idNumber' }],
      });
      expect(told).not.toContain(idNumber);
    },
  );

  test('is not opened by another code, and an unknown number is not found', async () => {
    const service = await createTestService(database());
    const { number, code } = await service.issue();
    const other = code.startsWith('0') ? `1${code.slice(1)}` : `0${code.slice(1)}`;
    const mismatch = await service.verify({ number, code: other });
    expect(mismatch.status).toBe(403);
    expect(mismatch.headers.get('Content-Type')).toBe('application/problem+json');
    expect(await mismatch.json()).toMatchObject({ status: 403, code: 'code-mismatch' });
    const unknown = await service.verify({ number: '32264817392055164350', code });
    expect(unknown.status).toBe(404);
    expect(await unknown.json()).toMatchObject({ code: 'number-not-found' });
    const short = await service.verify({ number, code: '7K3M' });
    expect(short.status).toBe(422);
    expect(await short.json()).toMatchObject({
      code: 'malformed-code',
      faults: [{ path: '$.code' }],
    });
  });

  test('with a digit of its number changed, or two swapped, is told to be mistyped', async () => {
    const service = await createTestService(database());
    const { number } = await service.issue();
    for (const mistyped of slips(number)) {
      const answer = await service.verify({ number: mistyped });
      expect(answer.status, mistyped).toBe(422);
      expect(await answer.json()).toMatchObject({
        code: 'malformed-number',
        detail: expect.stringContaining('可能抄错了一位'),
        faults: [{ path: '$.number' }],
      });
    }
  });

  test('expires at the end of its last day in China', async () => {
    const service = await createTestService(database());
    const { number, code } = await service.issue(makeRequest({ validUntil: '2026-12-31' }));
    const result = async () =>
      ((await (await service.verify({ number, code })).json()) as FullAnswer).result;
    service.setTime(new Date('2026-12-31T15:59:59Z'));
    expect(await result()).toBe('valid');
    service.setTime(new Date('2026-12-31T16:00:00Z'));
    expect(await result()).toBe('expired');
  });

  test('is drawn again when its number is taken', async () => {
    const taken = await createTestService(database());
    const { number } = await taken.issue();
    const middle = Number(number.slice(4, 18));
    const draws = [middle, (middle + 1) % 10 ** 14];
    const { random } = taken.reports;
    const service = await createTestService(database(), {
      reports: { random: (length) => (length === 6 ? bytesOf(draws.shift()) : random(length)) },
    });
    const issued = await service.issue();
    expect(draws).toEqual([]);
    expect(issued.number).not.toBe(number);
    expect((await service.verify({ number: issued.number, code: issued.code })).status).toBe(200);
  });

  test('is refused whole for any fault, and nothing is written', async () => {
    const service = await createTestService(database());
    const count = async () =>
      (await database().rows('select count(*)::int as n from reports'))[0]?.['n'];
    const before = await count();
    const faulty = await service.call('POST', '/api/v1/reports', {
      headers: asIssuer,
      body: makeRequest({ outcomes: [makeCourse({ title: '' })], office: '' }),
    });
    expect(faulty.status).toBe(422);
    expect(await faulty.json()).toMatchObject({
      code: 'validation-failed',
      faults: [{ path: '$.office' }, { path: '$.outcomes[0].title' }],
    });
    const rare = await service.call('POST', '/api/v1/reports', {
      headers: asIssuer,
      body: makeRequest({ holder: makeHolder({ name: '王𰻞' }) }),
    });
    expect(rare.status).toBe(422);
    expect(await rare.json()).toMatchObject({
      code: 'unprintable-characters',
      faults: [{ path: '$.holder.name', message: expect.stringContaining('U+30EDE') }],
    });
    expect(await count()).toBe(before);
  });
});

/** One slip of the pen at each place: another digit, and a swap with the next where they differ. */
function slips(number: string): string[] {
  return [...number].flatMap((digit, at) => {
    const other = String((Number(digit) + 1 + (at % 9)) % 10);
    const next = number[at + 1] ?? digit;
    const swapped = number.slice(0, at) + next + digit + number.slice(at + 2);
    const changed = number.slice(0, at) + other + number.slice(at + 1);
    return next === digit ? [changed] : [changed, swapped];
  });
}

/** The six random bytes that a number's 14 digits come from. */
function bytesOf(value = 0): Uint8Array {
  const bytes = Buffer.alloc(6);
  bytes.writeUIntBE(value, 0, 6);
  return bytes;
}
