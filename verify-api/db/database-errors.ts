/** What both drivers say of an error, whichever way they spell it; drizzle wraps theirs as `cause`. */
function driverError(error: unknown): Record<string, unknown> {
  const cause = error instanceof Error ? error.cause : undefined;
  return (typeof cause === 'object' && cause !== null ? cause : error) as Record<string, unknown>;
}

/** The name of the unique constraint that an insert ran into (SQLSTATE 23505), or undefined. */
export function violatedUniqueConstraint(error: unknown): string | undefined {
  const { code, constraint, constraint_name } = driverError(error);
  if (code !== '23505') return undefined;
  return String(constraint_name ?? constraint);
}

const AWAY =
  /^(08...|57P0[123]|57014|53300|25006|ECONN\w+|EPIPE|ENOTFOUND|EAI_AGAIN|ENOENT|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|CONNECT(ION)?_\w+)$/;

/** Whether the database is out of reach, shutting down or too slow, so that a later try may work. */
export function isDatabaseAway(error: unknown): boolean {
  return AWAY.test(String(driverError(error).code));
}

export class DatabaseTooSlow extends Error {
  readonly code = 'CONNECTION_DEADLINE';

  constructor() {
    super('the database did not answer in time');
    this.name = 'DatabaseTooSlow';
  }
}

/** Gives up on an answer after `ms`; the query itself ends by the server's statement timeout. */
export async function withDeadline<T>(answer: Promise<T>, ms: number): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new DatabaseTooSlow()), ms);
  try {
    return await Promise.race([answer, promise]);
  } finally {
    clearTimeout(timer);
  }
}
