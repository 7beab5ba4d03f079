import { Problem } from '#domain/problem.ts';

export interface Allowance {
  /** Failures at once. */
  atOnce: number;
  /** One more every so many seconds. */
  secondsEach: number;
  /** The first wait beyond that; each further failure doubles it. */
  firstWaitSeconds: number;
  longestWaitSeconds: number;
}

/** Generous: an office that types in hundreds of papers by hand makes a mistake now and then. */
const PER_ADDRESS: Allowance = {
  atOnce: 60,
  secondsEach: 10,
  firstWaitSeconds: 10,
  longestWaitSeconds: 3600,
};
/**
 * Everyone together, against guesses from many addresses. A million verifications a day of which one in
 * twenty-five fails stay within it; the waits are short, as they fall on those who did nothing.
 */
const IN_ALL: Allowance = {
  atOnce: 3000,
  secondsEach: 0.5,
  firstWaitSeconds: 1,
  longestWaitSeconds: 60,
};
const MOST_ADDRESSES = 10_000;

export interface FailureLimiter {
  /** Throws `too-many-requests` while `address`, or all together, have failed too often. */
  check(address: string): void;
  /** Counts a failure, then checks. */
  fail(address: string): void;
}

/** Times are in seconds. */
interface Record {
  failures: number;
  /** How often the allowance was exceeded; each is forgiven after the longest wait. */
  excesses: number;
  at: number;
  closedUntil: number;
}

/**
 * Counts failed verifications in memory, of each address and of all together. Beyond the allowance
 * look-ups wait, twice as long after each further failure. Addresses are forgotten, the least
 * recent first, when there are too many; each process counts for itself.
 */
export function createFailureLimiter(
  clock: () => Date,
  { perAddress = PER_ADDRESS, inAll = IN_ALL } = {},
): FailureLimiter {
  const addresses = new Map<string, Record>();
  let all: Record | undefined;
  const now = () => clock().getTime() / 1000;

  function check(address: string): void {
    const until = Math.max(addresses.get(address)?.closedUntil ?? 0, all?.closedUntil ?? 0);
    const wait = until - now();
    if (wait <= 0) return;
    throw new Problem('too-many-requests', '核验失败的次数过多，请稍后再试。', {
      retryAfterSeconds: Math.max(1, Math.ceil(wait)),
    });
  }

  return {
    check,
    fail(address) {
      const earlier = addresses.get(address);
      // Else one address, whose codes are looked up even then, could close the door for everyone.
      if ((earlier?.closedUntil ?? 0) <= now()) all = failedAgain(all, inAll, now());
      const record = failedAgain(earlier, perAddress, now());
      addresses.delete(address);
      addresses.set(address, record);
      const [oldest] = addresses.keys();
      if (addresses.size > MOST_ADDRESSES && oldest !== undefined) addresses.delete(oldest);
      check(address);
    },
  };
}

function failedAgain(earlier: Record | undefined, allowance: Allowance, now: number): Record {
  const { atOnce, secondsEach, firstWaitSeconds, longestWaitSeconds } = allowance;
  const since = earlier === undefined ? 0 : now - earlier.at;
  const left = (count = 0, each: number) => Math.max(0, count - since / each);
  const failures = left(earlier?.failures, secondsEach) + 1;
  const excesses = left(earlier?.excesses, longestWaitSeconds);
  if (failures <= atOnce) {
    return { failures, excesses, at: now, closedUntil: earlier?.closedUntil ?? 0 };
  }
  const wait = Math.min(longestWaitSeconds, firstWaitSeconds * 2 ** excesses);
  // No higher than this, so that one who waits is let in again.
  return {
    failures: atOnce,
    excesses: Math.min(excesses + 1, 20),
    at: now,
    closedUntil: now + wait,
  };
}
