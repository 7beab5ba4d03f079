import { createHash, createPublicKey, type JsonWebKey, verify } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkCredentialSignature, type SignedCredential } from '#domain/credential.ts';
import { readReportPdf } from '../../verify-api/pdf/read-report-pdf.ts';
import { freshPostgres, type TestDatabase } from '../support/database.ts';
import { asIssuer, createTestService, type TestService } from '../support/service.ts';
import {
  foundationKeySet,
  foundationReports,
  openFoundation,
  transcriptRequest,
} from '../support/stored-database.ts';

/** All that makes a schema: columns, constraints, indexes, triggers. */
const SCHEMA = `
  select table_name || '.' || column_name as name, data_type || ' ' || is_nullable
      || ' ' || coalesce(column_default, '') || ' ' || is_identity as what
    from information_schema.columns where table_schema = 'public'
  union all
  select conrelid::regclass::text || ' ' || conname, pg_get_constraintdef(oid) from pg_constraint
    where connamespace = 'public'::regnamespace and contype <> 'n'
  union all
  select indexname, indexdef from pg_indexes where schemaname = 'public'
  union all
  select tgrelid::regclass::text || ' ' || tgname, pg_get_triggerdef(oid) from pg_trigger
    where not tgisinternal
  order by 1, 2`;

describe.each(['pglite', 'postgres'] as const)('a database of the first version (%s)', (engine) => {
  let opened: Awaited<ReturnType<typeof openFoundation>>;
  let database: TestDatabase;
  let keys: Awaited<ReturnType<typeof foundationKeySet>>;
  let service: TestService;
  beforeAll(async () => {
    opened = await openFoundation(engine);
    database = opened.database;
    keys = await foundationKeySet();
    service = await createTestService(database, { keys });
    // The day after its reports were issued.
    service.setTime(new Date('2026-11-23T01:00:00Z'));
  });
  afterAll(() => opened?.remove());

  const json = async (answer: Response) => (await answer.json()) as Record<string, unknown>;
  const post = (path: string, body: object, headers = {}) =>
    service.call('POST', path, { body, headers: { ...asIssuer, ...headers } });

  test('has the same schema after the migrations as a new one', async () => {
    const fresh = await freshPostgres();
    const expected = await fresh.database.rows(SCHEMA);
    await fresh.remove();
    expect(await database.rows(SCHEMA)).toEqual(expected);
  });

  test.each([
    ['valid', 'valid'],
    ['revoked', 'revoked'],
    ['superseded', 'superseded'],
    ['successor', 'valid'],
    ['transcript', 'valid'],
  ] as const)('its %s report is %s, whole, and its PDF as it was', async (name, result) => {
    const { number, code, holder, issuedAt, pdfSha256 } = foundationReports[name];
    const { idNumber } = holder;
    const answer = await json(await service.verify({ number, code, idNumber }));
    expect(answer).toMatchObject({
      level: 'full',
      result,
      holderMatch: true,
      pdfSha256,
      report: { number, issuedAt, holder: { name: holder.name } },
      receipt: expect.any(String),
    });
    const headers = { 'X-Verification-Code': code };
    const pdf = await service.call('GET', `/api/v1/reports/${number}/pdf`, { headers });
    const bytes = new Uint8Array(await pdf.arrayBuffer());
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(pdfSha256);
  });

  test('its signatures check: the PDF with its certificate, the credential with its published key', async () => {
    const { number, code } = foundationReports.valid;
    const headers = { 'X-Verification-Code': code };
    const pdf = await service.call('GET', `/api/v1/reports/${number}/pdf`, { headers });
    const read = await readReportPdf(new Uint8Array(await pdf.arrayBuffer()));
    expect(read.signature).toMatchObject({
      count: 1,
      coversWholeFile: true,
      digestOk: true,
      signatureOk: true,
    });
    expect(read.signature.certificatePem?.trim()).toBe(keys.certificatePem.trim());
    const jwks = await json(await service.call('GET', '/.well-known/jwks.json'));
    const published = jwks['keys'] as (JsonWebKey & { kid: string })[];
    const checked = checkCredentialSignature(
      read.signedCredential as SignedCredential,
      (kid, input, signature) => {
        const jwk = published.find((key) => key.kid === kid) as JsonWebKey;
        return verify(null, input, createPublicKey({ key: jwk, format: 'jwk' }), signature);
      },
    );
    expect(await checked).toBe(true);
  });

  test('is found by name, ID number and number', async () => {
    const { number, holder } = foundationReports.transcript;
    for (const q of [number, holder.name, holder.idNumber]) {
      const page = await json(
        await service.call('GET', `/api/v1/reports?q=${encodeURIComponent(q)}`, {
          headers: asIssuer,
        }),
      );
      expect(page['reports']).toMatchObject([{ number }]);
    }
  });

  test('answers the same request with the same report, then lets it expire', async () => {
    const again = await post('/api/v1/reports', transcriptRequest, {
      'Idempotency-Key': 'stored-1',
    });
    expect(again.status).toBe(200);
    const { number, code } = foundationReports.transcript;
    expect(await json(again)).toMatchObject({ number, code });
    service.setTime(new Date('2027-07-01T01:00:00Z'));
    expect(await json(await service.verify({ number }))).toMatchObject({ result: 'expired' });
    service.setTime(new Date('2026-11-23T01:00:00Z'));
  });

  test('goes on: a report is revoked, another superseded, and events count on', async () => {
    const { valid, successor } = foundationReports;
    const revoked = await post(`/api/v1/reports/${valid.number}/revocation`, {
      reason: 'issued-in-error',
      note: '测试',
    });
    expect(revoked.status).toBe(200);
    expect(await json(await service.verify({ number: valid.number }))).toMatchObject({
      result: 'revoked',
      reason: 'issued-in-error',
    });
    const next = await post('/api/v1/reports', {
      ...transcriptRequest,
      supersedes: successor.number,
    });
    expect(next.status).toBe(201);
    expect(await json(await service.verify({ number: successor.number }))).toMatchObject({
      result: 'superseded',
    });
    const events = await database.rows('select seq::int, kind from events order by seq');
    expect(events.slice(7)).toEqual([
      { seq: 8, kind: 'revoked' },
      { seq: 9, kind: 'superseded' },
      { seq: 10, kind: 'issued' },
    ]);
    const audit = await database.rows('select action, subject from audit order by seq');
    expect(audit).toHaveLength(3);
  });
});
