import { DISK_FULL, isDiskFull } from '#domain/disk-full.ts';
import { Problem, type ProblemBody } from '#domain/problem.ts';
import type { AppContext, AppDependencies } from './app-environment.ts';
import { describeError } from './describe-error.ts';
import { problemKinds } from './problem-status.ts';

/** Turns whatever was thrown into a Problem; what is unexpected stays inside and goes to the log. */
export function toProblem(error: unknown, log: AppDependencies['log']): Problem {
  if (!(error instanceof Problem)) {
    log(`error ${describeError(error)}`);
    if (isDiskFull(error)) return new Problem('unavailable', DISK_FULL);
    return new Problem('internal', '服务器出错，请稍后再试；如仍出错，请联系我们。');
  }
  if (error.cause !== undefined) log(`${error.code} ${describeError(error.cause)}`);
  return error;
}

/** RFC 9457. */
export function problemBody(problem: Problem): ProblemBody {
  const { status, title } = problemKinds[problem.code];
  return {
    type: 'about:blank',
    title,
    status,
    code: problem.code,
    detail: problem.message,
    ...(problem.faults.length > 0 ? { faults: problem.faults } : {}),
  };
}

export function problemResponse(c: AppContext, problem: Problem): Response {
  const { status } = problemKinds[problem.code];
  setProblemHeaders(c, problem);
  return c.body(JSON.stringify(problemBody(problem)), status, {
    'Content-Type': 'application/problem+json',
  });
}

export function setProblemHeaders(c: AppContext, problem: Problem): void {
  if (problem.code === 'unauthorized') c.header('WWW-Authenticate', 'Bearer');
  if (problem.retryAfterSeconds !== undefined) {
    c.header('Retry-After', String(problem.retryAfterSeconds));
  }
}
