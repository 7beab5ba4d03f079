import { parseReportNumber } from '#domain/report-number.ts';
import { readAnswer, requestOf } from './read-answer.ts';
import { splitInput, type VerifyInput } from './split-input.ts';
import { type VerificationView, viewOfProblem } from './verification-view.ts';

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

/**
 * Answers the verification form posted without JavaScript.
 * @param api the service's `fetch`; missing when the site runs without the service
 */
export async function answerForm(
  request: Request,
  api: ((request: Request) => Promise<Response>) | undefined,
): Promise<FormAnswer> {
  const input = await readForm(request);
  if (input === undefined) return tooLarge();
  const response = await ask(input, api);
  const view = response ? await readAnswer(response.clone(), input) : viewOfProblem(undefined);
  const unread = response?.ok && view.tone === 'open';
  return {
    input: withoutIdNumber(input),
    view,
    status: response && !unread ? response.status : 503,
    retryAfter: response?.headers.get('Retry-After') ?? null,
    faults: response ? await faultsOf(response) : {},
  };
}

/** Undefined when there is more of it than a form can hold. */
async function readForm(request: Request): Promise<VerifyInput | undefined> {
  try {
    const form = await request.formData();
    return splitInput(text(form.get('number')), text(form.get('code')));
  } catch (error) {
    return isTooLarge(error) ? undefined : { number: '', code: '' };
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
function isTooLarge(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return /size limit exceeded/i.test(error.message) || isTooLarge(error.cause);
}

function tooLarge(): FormAnswer {
  const view = viewOfProblem('payload-too-large', '提交的内容太大，没有处理。');
  return { input: { number: '', code: '' }, view, status: 413, retryAfter: null, faults: {} };
}

function text(value: FormDataEntryValue | null): string {
  return typeof value === 'string' ? value : '';
}

async function ask(input: VerifyInput, api: ((request: Request) => Promise<Response>) | undefined) {
  try {
    return await api?.(
      new Request('http://internal/api/v1/verifications', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: requestOf(input),
      }),
    );
  } catch {
    return undefined;
  }
}

async function faultsOf(response: Response): Promise<FormAnswer['faults']> {
  if (response.status !== 422) return {};
  try {
    const { code, detail } = await response.json();
    if (code === 'malformed-number') return { numberFault: detail };
    if (code === 'malformed-code') return { codeFault: detail };
  } catch {
    // The view already says that the answer could not be read.
  }
  return {};
}
