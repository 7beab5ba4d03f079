import { Problem } from '#domain/problem.ts';

/** Generous: an office that types in hundreds of papers by hand makes a mistake now and then. */
const ALLOWED_FAILURES = 60;
const SECONDS_PER_FAILURE = 10;
const MOST_ADDRESSES = 10_000;

export interface FailureLimiter {
  /** Throws `too-many-requests` while `address` has failed too often. */
  check(address: string): void;
  /** Counts a failure, then checks. */
  fail(address: string): void;
}

/**
 * Counts failed verifications of each address in memory: 60 at once, then one every 10 seconds.
 * Addresses are forgotten, the least recent first, when there are too many.
 */
export function createFailureLimiter(clock: () => Date): FailureLimiter {
  const failures = new Map<string, { count: number; at: number }>();

  function current(address: string): number {
    const entry = failures.get(address);
    if (entry === undefined) return 0;
    const forgiven = (clock().getTime() - entry.at) / 1000 / SECONDS_PER_FAILURE;
    return Math.max(0, entry.count - forgiven);
  }

  function check(address: string): void {
    const over = current(address) - ALLOWED_FAILURES;
    if (over <= 0) return;
    throw new Problem('too-many-requests', '核验失败的次数过多，请稍后再试。', {
      retryAfterSeconds: Math.max(1, Math.ceil(over * SECONDS_PER_FAILURE)),
    });
  }

  return {
    check,
    fail(address) {
      const count = Math.min(current(address) + 1, 2 * ALLOWED_FAILURES);
      failures.delete(address);
      failures.set(address, { count, at: clock().getTime() });
      const [oldest] = failures.keys();
      if (failures.size > MOST_ADDRESSES && oldest !== undefined) failures.delete(oldest);
      check(address);
    },
  };
}
