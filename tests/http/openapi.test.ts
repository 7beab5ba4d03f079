import { expect, test } from 'vitest';
import {
  batchLine,
  issued,
  problem,
  receiptAnswer,
  record,
  recordPage,
  verification,
  verifiedRows,
} from '#domain/openapi/answers.ts';
import { operations } from '#domain/openapi/operations.ts';
import { parseReportNumber } from '#domain/report-number.ts';
import { describeOnEachDatabase } from '../support/database.ts';
import { makeRequest } from '../support/factories.ts';
import { asIssuer, createTestService } from '../support/service.ts';

describeOnEachDatabase('the description of the API', (database) => {
  test('names each public call, and no other', async () => {
    const { app } = await createTestService(database());
    const served = app.routes
      .filter(({ path, method }) => path.startsWith('/api/v1/') && method !== 'ALL')
      .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
    const described = operations.map(
      ({ method, path }) => `${method.toUpperCase()} /api/v1${path}`,
    );
    expect([...new Set(served)].sort()).toEqual([...new Set(described)].sort());
  });

  test('is an OpenAPI 3.1 document whose examples the API itself accepts', async () => {
    const service = await createTestService(database());
    const answer = await service.call('GET', '/api/openapi.json');
    expect(answer.headers.get('Content-Type')).toContain('application/json');
    const document = (await answer.json()) as Record<string, unknown>;
    expect(document).toMatchObject({
      openapi: '3.1.0',
      servers: [{ url: 'https://bank.example.cn' }],
      paths: { '/api/v1/reports': { post: { operationId: 'postReports' } } },
    });
    for (const { request } of operations) {
      if (request !== undefined) request.schema.parse(request.example);
    }
    const numbers = JSON.stringify(document).match(/\b\d{4}(?: ?\d{4}){4}\b/g) ?? [];
    expect(numbers.length).toBeGreaterThan(0);
    for (const number of numbers) expect(parseReportNumber(number)).toMatchObject({ ok: true });
  });

  test('fits what is really answered', async () => {
    const service = await createTestService(database());
    const json = async (method: string, path: string, body?: unknown) =>
      (await service.call(method, path, { ...(body ? { body } : {}), headers: asIssuer })).json();
    const request = makeRequest();
    const made = issued.parse(await json('POST', '/api/v1/reports', request));
    issued.parse(await json('POST', '/api/v1/reports', makeRequest({ holder: request.holder })));
    const { number, code } = made;
    record.parse(await json('GET', `/api/v1/reports/${number}`));
    recordPage.parse(await json('GET', '/api/v1/reports'));
    verification.parse(await json('POST', '/api/v1/verifications', { number }));
    const full = await json('POST', '/api/v1/verifications', { number, code });
    verification.parse(full);
    const { receipt } = full as { receipt: string };
    const checked = receiptAnswer.parse(await json('POST', '/api/v1/receipts/check', { receipt }));
    expect(checked).toMatchObject({ valid: true });
    receiptAnswer.parse(await json('POST', '/api/v1/receipts/check', { receipt: 'x' }));
    verifiedRows.parse(await json('POST', '/api/v1/verifications/batch', [{ number }, {}]));
    record.parse(
      await json('POST', `/api/v1/reports/${number}/revocation`, { reason: 'issued-in-error' }),
    );
    verification.parse(await json('POST', '/api/v1/verifications', { number, code }));
    problem.parse(await json('POST', '/api/v1/reports', {}));
    const batch = await service.call('POST', '/api/v1/reports/batch', {
      body: `${JSON.stringify({ idempotencyKey: 'described', report: makeRequest() })}\n{`,
      headers: { ...asIssuer, 'Content-Type': 'application/x-ndjson' },
    });
    for (const line of (await batch.text()).trim().split('\n')) batchLine.parse(JSON.parse(line));
  });
});
