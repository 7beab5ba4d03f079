import { parseReportNumber } from '#domain/report-number.ts';
import { askAboutPerson } from './read-answer.ts';
import { splitInput, type VerifyInput } from './split-input.ts';
import { type Outcome, type VerificationView, viewOf } from './verification-view.ts';
import type { VerifyWords } from './words/chinese.ts';

export interface FormAnswer {
  /** To fill the form again. */
  input: VerifyInput;
  view: VerificationView;
  /** The service's own HTTP status; 503 when it could not be asked. */
  status: number;
  retryAfter: string | null;
  /** Sentences to show at the fields. */
  faults: { numberFault?: string; codeFault?: string };
}

type Api = (request: Request) => Promise<Response>;

/**
 * Answers the verification form posted without JavaScript.
 * @param api the service's `fetch`; missing when the site runs without the service
 */
export async function answerForm(
  request: Request,
  api: Api | undefined,
  words: VerifyWords,
): Promise<FormAnswer> {
  const form = await readForm(request);
  if (form === undefined) return tooLarge(words);
  const { input, idNumber } = form;
  let last: Response | undefined;
  const outcome = await askAboutPerson(input, idNumber, async (body) => {
    last = undefined;
    last = await ask(body, api);
    return last.clone();
  });
  const view = viewOf(outcome, words);
  const unread = last?.ok && 'problem' in outcome;
  return {
    input: withoutIdNumber(input),
    view,
    status: last && !unread ? last.status : 503,
    retryAfter: last?.headers.get('Retry-After') ?? null,
    faults: faultsOf(outcome, view),
  };
}

/** Undefined when there is more of it than a form can hold. */
async function readForm(
  request: Request,
): Promise<{ input: VerifyInput; idNumber: string } | undefined> {
  try {
    const form = await request.formData();
    const input = splitInput(text(form.get('number')), text(form.get('code')));
    return { input, idNumber: text(form.get('idNumber')) };
  } catch (error) {
    return isTooLarge(error) ? undefined : { input: { number: '', code: '' }, idNumber: '' };
  }
}

/** An identity number typed for the report's is never written into a page. */
function withoutIdNumber(input: VerifyInput): VerifyInput {
  const isId = (text: string) => {
    const parsed = parseReportNumber(text);
    return !parsed.ok && parsed.reason === 'id-number';
  };
  return {
    number: isId(input.number) ? '' : input.number,
    code: isId(input.code) ? '' : input.code,
  };
}

/** How Astro says that a body passed `bodySizeLimit`; the reader of forms may wrap it. */
export function isTooLarge(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return /size limit exceeded/i.test(error.message) || isTooLarge(error.cause);
}

function tooLarge(words: VerifyWords): FormAnswer {
  const input = { number: '', code: '' };
  const view = viewOf({ problem: 'payload-too-large', input }, words);
  return { input, view, status: 413, retryAfter: null, faults: {} };
}

function text(value: FormDataEntryValue | null): string {
  return typeof value === 'string' ? value : '';
}

async function ask(body: string, api: Api | undefined): Promise<Response> {
  if (api === undefined) throw new Error('the site runs without the service');
  return api(
    new Request('http://internal/api/v1/verifications', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body,
    }),
  );
}

function faultsOf(outcome: Outcome, { sentence }: VerificationView): FormAnswer['faults'] {
  if (!('problem' in outcome)) return {};
  if (outcome.problem === 'malformed-number') return { numberFault: sentence };
  return outcome.problem === 'malformed-code' ? { codeFault: sentence } : {};
}
