import { Problem } from '#domain/problem.ts';
import type { FailureLimiter } from './failure-limiter.ts';

const GUESSES = new Set(['number-not-found', 'code-mismatch']);

/**
 * Runs a look-up for `address` and counts it when it fails. Whoever brings number and code is always
 * looked up, however often others behind the same address have failed; anything less
 * (`guessable`: a number alone, or an ID number to be confirmed) waits until the limit allows it.
 */
export async function limited<T>(
  limiter: FailureLimiter,
  address: string,
  { guessable }: { guessable: boolean },
  lookUp: () => Promise<T>,
): Promise<T> {
  if (guessable) limiter.check(address);
  try {
    return await lookUp();
  } catch (error) {
    if (error instanceof Problem && GUESSES.has(error.code)) limiter.fail(address);
    throw error;
  }
}
