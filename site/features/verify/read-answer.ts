import type { ProblemBody } from '#domain/problem.ts';
import type { VerificationAnswer } from '#domain/verification.ts';
import type { VerifyInput } from './split-input.ts';
import { type VerificationView, viewOfAnswer, viewOfProblem } from './verification-view.ts';

/** The body that asks the service; an empty code asks for what the number alone tells. */
export function requestOf({ number, code }: VerifyInput): string {
  return JSON.stringify(code === '' ? { number } : { number, code });
}

/**
 * Turns the service's answer into what is shown. Never throws: an answer that cannot be read means
 * that nothing could be checked.
 */
export async function readAnswer(
  response: Response,
  input: VerifyInput,
): Promise<VerificationView> {
  try {
    const body: unknown = await response.json();
    if (response.ok) return viewOfAnswer(body as VerificationAnswer, input.code);
    const { code, detail } = body as Partial<ProblemBody>;
    if (code === undefined) throw new TypeError('not one of our answers');
    return viewOfProblem(code, detail, retryAfter(response));
  } catch {
    // A proxy in front may limit too, and says so without our problem.
    const code = response.status === 429 ? 'too-many-requests' : undefined;
    return viewOfProblem(code, '', code && retryAfter(response));
  }
}

function retryAfter(response: Response): number | undefined {
  const seconds = Number(response.headers.get('Retry-After'));
  return Number.isFinite(seconds) && seconds > 0 ? seconds : undefined;
}
