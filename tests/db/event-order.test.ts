import { expect, test } from 'vitest';
import { appendEvents } from '../../verify-api/db/append-events.ts';
import { describeOnEachDatabase, freshPostgres } from '../support/database.ts';
import { makeRequest } from '../support/factories.ts';
import { asIssuer, createTestService } from '../support/service.ts';

test('events get their place in the order of commits', async () => {
  const { database, remove } = await freshPostgres();
  const { number } = await (await createTestService(database)).issue(makeRequest());
  const event = (actor: string) => ({
    number,
    kind: 'issued' as const,
    at: new Date(),
    actor: { id: actor, name: actor },
    payload: {},
  });
  const firstHolds = Promise.withResolvers<void>();
  const firstMayCommit = Promise.withResolvers<void>();

  const first = database.queries.transaction(async (transaction) => {
    await appendEvents(transaction, [event('first')]);
    firstHolds.resolve();
    await firstMayCommit.promise;
  });
  await firstHolds.promise;
  let secondIsDone = false;
  const second = database.queries
    .transaction((transaction) => appendEvents(transaction, [event('second')]))
    .then(() => (secondIsDone = true));

  // A reader never sees the second while the first is still open.
  const waiting = `select 1 from pg_locks where locktype = 'advisory' and not granted
    and database = (select oid from pg_database where datname = current_database())`;
  while ((await database.rows(waiting)).length === 0) await new Promise(setImmediate);
  expect(secondIsDone).toBe(false);
  const unseen = await database.rows("select 1 from events where actor in ('first', 'second')");
  expect(unseen).toEqual([]);

  firstMayCommit.resolve();
  await Promise.all([first, second]);
  const rows = await database.rows(
    "select actor from events where actor in ('first', 'second') order by seq",
  );
  expect(rows.map(({ actor }) => actor)).toEqual(['first', 'second']);
  await remove();
});

describeOnEachDatabase('events', (database) => {
  test('tell everything that happened, without personal data', async () => {
    const service = await createTestService(database());
    const request = makeRequest();
    const old = await service.issue(request);
    const next = await service.issue({ ...request, supersedes: old.number });
    await service.call('POST', `/api/v1/reports/${next.number}/revocation`, {
      headers: asIssuer,
      body: { reason: 'issued-in-error', note: '内部备注' },
    });
    const rows = await database().rows(
      'select number, kind, actor, payload from events order by seq',
    );
    expect(rows).toEqual([
      {
        number: old.number,
        kind: 'issued',
        actor: 'bootstrap',
        payload: { statusIndex: 0, credentialSha256: expect.any(String), supersedes: null },
      },
      {
        number: old.number,
        kind: 'superseded',
        actor: 'bootstrap',
        payload: { statusIndex: 0, supersededBy: next.number },
      },
      {
        number: next.number,
        kind: 'issued',
        actor: 'bootstrap',
        payload: { statusIndex: 1, credentialSha256: expect.any(String), supersedes: old.number },
      },
      {
        number: next.number,
        kind: 'revoked',
        actor: 'bootstrap',
        payload: { statusIndex: 1, reason: 'issued-in-error' },
      },
    ]);
    for (const secret of [request.holder.name, request.holder.idNumber, '内部备注']) {
      expect(JSON.stringify(rows)).not.toContain(secret);
    }
  });
});
