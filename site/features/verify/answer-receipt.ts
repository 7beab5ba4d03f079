import { chinaDate } from '#domain/china-date.ts';
import type { Receipt, ReceiptAnswer } from '#domain/receipt.ts';
import { formatReportNumber } from '#domain/report-number.ts';
import type { IconName } from '../../ui/icon-paths.ts';
import { isTooLarge } from './answer-form.ts';
import type { Fact } from './report-view.ts';
import type { VerifyWords } from './words/chinese.ts';
import { pageWords } from './words/page-words.ts';

/** What the page says of a receipt. */
export interface ReceiptView {
  tone: 'plain' | 'open';
  icon: IconName;
  word: string;
  sentence: string;
  /** Empty unless the receipt is genuine. */
  facts: Fact[];
  receipt: Receipt | null;
  /** When it was answered: not today. */
  answeredOn: string | null;
  demo: boolean;
}

export interface ReceiptFormAnswer {
  view: ReceiptView;
  status: number;
  retryAfter: string | null;
}

const LONGEST = 20_000;

/** Checks a receipt that was pasted or uploaded, `receipt` or `file` of a form. */
export async function answerReceipt(
  request: Request,
  api: ((request: Request) => Promise<Response>) | undefined,
  words: VerifyWords,
): Promise<ReceiptFormAnswer> {
  const { receipt: said } = pageWords(words.lang);
  const refuse = (sentence: string, status: number) => {
    const view = plain('plain', 'warning', said.invalid, sentence);
    return { view, status, retryAfter: null };
  };
  const text = await readForm(request);
  if (text === undefined) return refuse(said.tooLong, 413);
  if (text.trim() === '') return refuse(said.empty, 422);
  if (text.trim().length > LONGEST) return refuse(said.tooLong, 422);
  const response = await ask(text, api);
  try {
    if (!response?.ok) throw new Error('not checked');
    const answer = (await response.json()) as ReceiptAnswer;
    return { view: viewOfReceipt(answer, words), status: 200, retryAfter: null };
  } catch {
    const view = plain('open', 'offline', said.outage, said.outageSentence);
    return { view, status: 503, retryAfter: response?.headers.get('Retry-After') ?? null };
  }
}

export function viewOfReceipt(answer: ReceiptAnswer, words: VerifyWords): ReceiptView {
  const { receipt: said } = pageWords(words.lang);
  if (!answer.valid) {
    const unread = answer.reason === 'not-a-receipt';
    return plain(
      'plain',
      unread ? 'question' : 'mismatch',
      unread ? said.unread : said.altered,
      said.reasons[answer.reason],
    );
  }
  const { receipt, kid } = answer;
  return {
    // Not green: it says nothing of the report today.
    tone: 'plain',
    icon: 'check',
    word: said.genuine,
    sentence: said.genuineSentence(words.results[receipt.result]),
    facts: factsOf(receipt, kid, words),
    receipt,
    answeredOn: said.answeredOn(words.date(chinaDate(new Date(receipt.checkedAt)))),
    demo: receipt.demo,
  };
}

function factsOf(receipt: Receipt, kid: string, words: VerifyWords): Fact[] {
  const { receipt: said } = pageWords(words.lang);
  const { reason, changedOn } = receipt;
  const facts: (Fact | false)[] = [
    { label: words.number, value: formatReportNumber(receipt.number), figures: true },
    { label: said.result, value: words.results[receipt.result] },
    reason !== undefined && { label: said.reason, value: words.reasons[reason] },
    changedOn !== undefined && { label: said.changedOn, value: words.date(changedOn) },
    { label: said.checkedAt, value: words.time(new Date(receipt.checkedAt)) },
    { label: said.issuer, value: receipt.iss },
    { label: said.key, value: kid },
    { label: said.hash, value: receipt.credentialSha256 },
  ];
  return facts.filter((fact) => fact !== false);
}

function plain(
  tone: ReceiptView['tone'],
  icon: IconName,
  word: string,
  sentence: string,
): ReceiptView {
  return { tone, icon, word, sentence, facts: [], receipt: null, answeredOn: null, demo: false };
}

/** Pasted text before an uploaded file; undefined when there is more than a form can hold. */
async function readForm(request: Request): Promise<string | undefined> {
  try {
    const form = await request.formData();
    const [pasted, file] = [form.get('receipt'), form.get('file')];
    if (typeof pasted === 'string' && pasted.trim() !== '') return pasted;
    return typeof file === 'object' && file !== null ? await file.text() : '';
  } catch (error) {
    return isTooLarge(error) ? undefined : '';
  }
}

async function ask(receipt: string, api: ((request: Request) => Promise<Response>) | undefined) {
  try {
    return await api?.(
      new Request('http://internal/api/v1/receipts/check', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ receipt }),
      }),
    );
  } catch {
    return undefined;
  }
}
