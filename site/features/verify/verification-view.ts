import type { ProblemCode } from '#domain/problem.ts';
import { formatReportNumber } from '#domain/report-number.ts';
import type {
  FullAnswer,
  SummaryAnswer,
  VerificationAnswer,
  VerificationResult,
} from '#domain/verification.ts';
import type { IconName } from '../../ui/icon-paths.ts';
import { type Fact, type ReportView, reportView, validity } from './report-view.ts';
import type { VerifyInput } from './split-input.ts';
import type { VerifyWords } from './words/chinese.ts';

/** What a verification shows, whoever draws it, in the language of `words`; not yet escaped. */
export interface VerificationView {
  words: VerifyWords;
  /** Colour, icon and word say the same; `open` means that no answer could be had. */
  tone: 'good' | 'cinnabar' | 'warn' | 'plain' | 'open';
  icon: IconName;
  word: string;
  sentence: string;
  /** What to do now, a sentence each. */
  advice: string[];
  /** A demonstration key signed the report. */
  demo: boolean;
  /** `2026年11月21日 09:05（北京时间）`; null when nothing was looked up. */
  checkedAt: string | null;
  /** What was compared: a printed answer says so; null when nothing was looked up. */
  checkedBy: string | null;
  /** What the number alone tells. */
  facts: Fact[];
  /** The report as issued, for comparing with the paper in hand. */
  report: ReportView | null;
  /** Opens the original PDF and asks about a person. */
  opened: VerifyInput | null;
  /** What was said of an ID number: whether it is the holder's, or why that is not known. */
  person: { match: boolean } | { fault: string } | null;
  receipt: { text: string; number: string; result: string; checkedAt: string } | null;
}

/** What came of asking, before it is put into words. */
export type Outcome =
  | { answer: VerificationAnswer; input: VerifyInput; personFault?: PersonFault }
  | ProblemOutcome;

interface ProblemOutcome {
  problem: string | undefined;
  detail?: string | undefined;
  retryAfter?: number | undefined;
  input: VerifyInput;
}

/** Why an ID number was not compared though the report was opened. */
export interface PersonFault {
  problem: string | undefined;
  retryAfter?: number | undefined;
}

/**
 * @throws RangeError on a result that this page does not know: nothing may then be said of the report
 */
export function viewOf(outcome: Outcome, words: VerifyWords): VerificationView {
  if (!('answer' in outcome)) return viewOfProblem(outcome, words);
  const { answer, input, personFault } = outcome;
  const view = viewOfAnswer(answer, input, words);
  return personFault === undefined
    ? view
    : { ...view, person: { fault: sentenceOfFault(personFault, words) } };
}

const looks: Record<VerificationResult, Pick<VerificationView, 'tone' | 'icon'>> = {
  valid: { tone: 'good', icon: 'check' },
  revoked: { tone: 'cinnabar', icon: 'cross' },
  superseded: { tone: 'warn', icon: 'swap' },
  expired: { tone: 'warn', icon: 'clock' },
};

function viewOfAnswer(
  answer: VerificationAnswer,
  input: VerifyInput,
  words: VerifyWords,
): VerificationView {
  if (!Object.hasOwn(looks, answer.result)) throw new RangeError('unknown result');
  const full = answer.level === 'full' ? answer : undefined;
  const { word, sentence, advice, ...look } = verdict(answer, words);
  const checkedAt = words.time(new Date(answer.checkedAt));
  const { number, result, receipt } = answer;
  const byCode = receipt !== undefined;
  return {
    words,
    ...look,
    word,
    sentence,
    advice,
    demo: answer.demo,
    checkedAt,
    checkedBy: words.checkedAgainst[byCode ? 'code' : 'number'],
    facts: answer.level === 'full' ? [] : summaryFacts(answer, words),
    report: full ? reportView(full.report, result, words) : null,
    opened: full ? { number, code: input.code } : null,
    person: full?.holderMatch === undefined ? null : { match: full.holderMatch },
    receipt: byCode ? { text: receipt, number, result: words.results[result], checkedAt } : null,
  };
}

function verdict(answer: VerificationAnswer, words: VerifyWords) {
  const { result } = answer;
  const stated = {
    ...looks[result],
    word: words.results[result],
    sentence: sentenceOf(answer, words),
    advice: adviceOn(answer, words),
  };
  if (answer.level === 'full' || answer.withheld === undefined) return stated;
  const withheld = words.withheld[answer.withheld];
  // Nothing to compare the paper with: the number may be copied from another report, so never green.
  if (result === 'valid') {
    const look = { tone: 'plain', icon: 'info' } as const;
    return { ...look, word: withheld.word, sentence: withheld.valid, advice: [withheld.advice] };
  }
  return { ...stated, advice: [...words.advice[result], withheld.other] };
}

function sentenceOf(answer: VerificationAnswer, words: VerifyWords): string {
  const { sentences } = words;
  const on = answer.changedOn && words.date(answer.changedOn);
  const full = answer.level === 'full' ? answer : undefined;
  switch (answer.result) {
    case 'valid':
      return sentences.valid(full && issuerName(full, words));
    case 'revoked':
      return sentences.revoked(on, answer.reason && words.reasons[answer.reason]);
    case 'superseded':
      return sentences.superseded(on, full?.supersededBy && formatReportNumber(full.supersededBy));
    case 'expired': {
      const until = answer.level === 'full' ? answer.report.validUntil : answer.validUntil;
      return sentences.expired(until === null ? undefined : words.date(until));
    }
  }
}

function issuerName({ report }: FullAnswer, { lang }: VerifyWords): string {
  return lang === 'en' ? report.issuer.englishName : report.issuer.name;
}

function adviceOn({ level, result }: VerificationAnswer, words: VerifyWords): string[] {
  if (level === 'full') return words.advice[result];
  const more = words.moreWithCode;
  return result === 'valid' ? [more] : [...words.advice[result], more];
}

function summaryFacts(answer: SummaryAnswer, words: VerifyWords): Fact[] {
  const { typeLabel, holder } = answer;
  const facts: (Fact | false)[] = [
    { label: words.number, value: formatReportNumber(answer.number), figures: true },
    { label: words.type, value: words.lang === 'en' ? typeLabel.en : typeLabel.zh },
    holder !== null && { label: words.holder, value: holder, asIssued: true },
    { label: words.issuedOn, value: words.date(answer.issuedOn) },
    validity(answer.validUntil, answer.result, words),
  ];
  return facts.filter((fact) => fact !== false);
}

const refusalLooks: Partial<Record<ProblemCode, Pick<VerificationView, 'tone' | 'icon'>>> = {
  'number-not-found': { tone: 'plain', icon: 'question' },
  'code-mismatch': { tone: 'plain', icon: 'mismatch' },
  'malformed-number': { tone: 'plain', icon: 'warning' },
  'malformed-code': { tone: 'plain', icon: 'warning' },
  'report-erased': { tone: 'plain', icon: 'info' },
  'too-many-requests': { tone: 'open', icon: 'clock' },
};

/** Faults of the request itself; anything else unknown is an outage, never "not genuine". */
const requestFaults: readonly string[] = [
  'validation-failed',
  'invalid-json',
  'payload-too-large',
  'unsupported-media-type',
];

/**
 * `problem` is the stable code, or undefined when there was no answer at all; `detail` the service's own
 * Chinese sentence; `retryAfter` in seconds.
 */
function viewOfProblem(
  { problem, detail = '', retryAfter, input }: ProblemOutcome,
  words: VerifyWords,
): VerificationView {
  const { tone, icon, word, sentence, advice } = refusalOf(problem, words);
  const limited = problem === 'too-many-requests';
  const wait = retryAfter && !limited ? [words.tryAgainIn(waitingTime(retryAfter, words))] : [];
  return {
    words,
    tone,
    icon,
    word,
    sentence: limited
      ? tooOften(retryAfter, words)
      : (sentence ?? words.detail(problem, detail, input)),
    advice: [...wait, ...advice],
    demo: false,
    checkedAt: null,
    checkedBy: null,
    facts: [],
    report: null,
    opened: null,
    person: null,
    receipt: null,
  };
}

function refusalOf(problem: string | undefined, words: VerifyWords) {
  if (problem !== undefined && requestFaults.includes(problem)) {
    const look = { tone: 'plain', icon: 'warning' } as const;
    const sentence = problem === 'payload-too-large' ? words.tooLarge : undefined;
    return { ...look, ...words.requestFault, sentence };
  }
  const look = refusalLooks[problem as ProblemCode];
  const said = words.refusals[problem as ProblemCode];
  if (look === undefined || said === undefined) {
    return { tone: 'open', icon: 'offline', ...words.outage } as const;
  }
  return { sentence: undefined, ...look, ...said };
}

function sentenceOfFault({ problem, retryAfter }: PersonFault, words: VerifyWords): string {
  if (problem === 'too-many-requests') return tooOften(retryAfter, words);
  return problem === 'validation-failed' ? words.person.malformed : words.person.failed;
}

function tooOften(retryAfter: number | undefined, words: VerifyWords): string {
  return words.tooOften(retryAfter ? waitingTime(retryAfter, words) : undefined);
}

function waitingTime(seconds: number, words: VerifyWords): string {
  if (seconds < 60) return words.seconds(Math.ceil(seconds));
  if (seconds < 3600) return words.minutes(Math.ceil(seconds / 60));
  return words.hours(Math.ceil(seconds / 3600));
}
