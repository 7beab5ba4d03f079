import type { ProblemBody } from '#domain/problem.ts';
import type { VerificationAnswer } from '#domain/verification.ts';
import type { VerifyInput } from './split-input.ts';
import type { Outcome } from './verification-view.ts';

/** What is said of the ID number rather than of number and code. */
const ABOUT_PERSON: readonly (string | undefined)[] = ['validation-failed', 'too-many-requests'];

const RESULTS = ['valid', 'revoked', 'superseded', 'expired'];

/** The body that asks the service; an empty code asks for what the number alone tells. */
export function requestOf({ number, code }: VerifyInput, idNumber = ''): string {
  return JSON.stringify({
    number,
    ...(code === '' ? {} : { code }),
    ...(idNumber === '' ? {} : { idNumber }),
  });
}

/** Sends a body to `POST /api/v1/verifications`; rejects when there is no answer. */
export type Ask = (body: string) => Promise<Response>;

/** Asks, and never rejects: an answer that cannot be had or read means that nothing was checked. */
export async function askAbout(input: VerifyInput, ask: Ask): Promise<Outcome> {
  try {
    return await readAnswer(await ask(requestOf(input)), input);
  } catch {
    return { problem: undefined, input };
  }
}

/**
 * Asks whether `idNumber` is the holder's. When that cannot be told (it is none, or too many were tried)
 * the report is still opened, and the outcome says why the person is not known.
 */
export async function askAboutPerson(
  input: VerifyInput,
  idNumber: string,
  ask: Ask,
): Promise<Outcome> {
  if (idNumber.trim() === '') return askAbout(input, ask);
  const outcome = await askAbout(input, (_) => ask(requestOf(input, idNumber)));
  if ('answer' in outcome || !ABOUT_PERSON.includes(outcome.problem)) return outcome;
  const opened = await askAbout(input, ask);
  const { problem, retryAfter } = outcome;
  return 'answer' in opened ? { ...opened, personFault: { problem, retryAfter } } : opened;
}

/** What the service's answer says; an answer that cannot be read is a problem without a code. */
export async function readAnswer(response: Response, input: VerifyInput): Promise<Outcome> {
  try {
    const body: unknown = await response.json();
    if (response.ok) return { answer: known(body as VerificationAnswer), input };
    const { code, detail } = body as Partial<ProblemBody>;
    if (code === undefined) throw new TypeError('not one of our answers');
    return { problem: code, detail, retryAfter: retryAfter(response), input };
  } catch {
    // A proxy in front may limit too, and says so without our problem.
    const limited = response.status === 429;
    return limited
      ? { problem: 'too-many-requests', retryAfter: retryAfter(response), input }
      : { problem: undefined, input };
  }
}

/** Nothing is said of a report on the strength of an answer that this page does not understand. */
function known(answer: VerificationAnswer): VerificationAnswer {
  const whole = answer.level === 'full' ? answer.report.outcomes : answer.typeLabel.zh;
  if (!RESULTS.includes(answer.result) || !whole) throw new TypeError('not one of our answers');
  return answer;
}

function retryAfter(response: Response): number | undefined {
  const seconds = Number(response.headers.get('Retry-After'));
  return Number.isFinite(seconds) && seconds > 0 ? seconds : undefined;
}
