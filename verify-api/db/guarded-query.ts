import { Problem } from '#domain/problem.ts';
import { isDatabaseAway, withDeadline } from './database-errors.ts';

/** Longer than this, and a person who waits for a verification is told that it cannot be done now. */
const READ_DEADLINE_MS = 3000;
/** Beyond the server's own statement timeout, so that it is the server that gives up first. */
const WRITE_DEADLINE_MS = 15_000;

type Query<Arguments extends unknown[], Answer> = (...args: Arguments) => Promise<Answer>;

/** The same query, throwing the Problem `unavailable` while the database is away or too slow. */
export function reading<Arguments extends unknown[], Answer>(query: Query<Arguments, Answer>) {
  return guarded(query, READ_DEADLINE_MS);
}

/** As `reading`; after `unavailable` a write may or may not have happened, so it is sent again with its key. */
export function writing<Arguments extends unknown[], Answer>(query: Query<Arguments, Answer>) {
  return guarded(query, WRITE_DEADLINE_MS);
}

function guarded<Arguments extends unknown[], Answer>(
  query: Query<Arguments, Answer>,
  deadlineMs: number,
): Query<Arguments, Answer> {
  return async (...args) => {
    try {
      return await withDeadline(query(...args), deadlineMs);
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      throw new Problem('unavailable', '数据库暂时无法访问，请稍后再试。', {
        retryAfterSeconds: 5,
        cause: error,
      });
    }
  };
}
