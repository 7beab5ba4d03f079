/**
 * Every way in which the service can say no. The HTTP status of each lives in one place,
 * `http/problem-status.ts`; clients rely on the code, never on the Chinese text.
 */
export const problemCodes = [
  'invalid-json',
  'validation-failed',
  'unprintable-characters',
  'malformed-number',
  'malformed-code',
  'number-not-found',
  'code-mismatch',
  'report-erased',
  'cannot-verify',
  'unauthorized',
  'forbidden',
  'sign-in-failed',
  'code-refused',
  'already-enrolled',
  'last-administrator',
  'needs-release',
  'own-work',
  'already-decided',
  'conflict',
  'idempotency-conflict',
  'already-revoked',
  'cannot-supersede',
  'payload-too-large',
  'unsupported-media-type',
  'not-found',
  'method-not-allowed',
  'too-many-requests',
  'unavailable',
  'internal',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

/** One fault in the input: `path` is a JSON path such as `$.outcomes[0].title`. */
export interface Fault {
  path: string;
  message: string;
}

/** A refusal that a person may read: `message` is Chinese and holds no personal data. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly faults: readonly Fault[];
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ProblemCode,
    message: string,
    detail: { faults?: readonly Fault[]; retryAfterSeconds?: number; cause?: unknown } = {},
  ) {
    super(message, detail.cause === undefined ? undefined : { cause: detail.cause });
    this.name = 'Problem';
    this.code = code;
    this.faults = detail.faults ?? [];
    this.retryAfterSeconds = detail.retryAfterSeconds;
  }
}

/** The body of an error answer, RFC 9457 `application/problem+json`. */
export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  code: ProblemCode;
  detail: string;
  faults?: readonly Fault[];
}
