import { formatChineseDate, formatChineseTime } from '#domain/china-date.ts';
import type { ProblemCode } from '#domain/problem.ts';
import { formatReportNumber } from '#domain/report-number.ts';
import type { VerificationAnswer, VerificationResult } from '#domain/verification.ts';
import type { IconName } from '../../ui/icon-paths.ts';
import { type Fact, type ReportView, reportView, validity } from './report-view.ts';

/** What a verification shows, whoever draws it. All text is Chinese and not yet escaped. */
export interface VerificationView {
  /** Colour, icon and word say the same; `open` means that no answer could be had. */
  tone: 'good' | 'cinnabar' | 'warn' | 'plain' | 'open';
  icon: IconName;
  word: string;
  sentence: string;
  /** What to do now, a sentence each. */
  advice: string[];
  /** A demonstration key signed the report. */
  demo: boolean;
  /** `2026年11月21日 09:05`; null when nothing was looked up. */
  checkedAt: string | null;
  /** What was compared: a printed answer says so; null when nothing was looked up. */
  checkedBy: '仅凭编号' | '编号与验证码' | null;
  /** What the number alone tells. */
  facts: Fact[];
  /** The report as issued, for comparing with the paper in hand. */
  report: ReportView | null;
  /** Opens the original PDF. */
  pdf: { number: string; code: string } | null;
}

type Look = Pick<VerificationView, 'tone' | 'icon' | 'word'>;

const looks: Record<VerificationResult, Look> = {
  valid: { tone: 'good', icon: 'check', word: '真实有效' },
  revoked: { tone: 'cinnabar', icon: 'cross', word: '已撤销' },
  superseded: { tone: 'warn', icon: 'swap', word: '已换发' },
  expired: { tone: 'warn', icon: 'clock', word: '已过期' },
};

/**
 * @param code as given by the visitor, to offer the PDF
 * @throws RangeError on a result that this page does not know: nothing may then be said of the report
 */
export function viewOfAnswer(answer: VerificationAnswer, code: string): VerificationView {
  if (!Object.hasOwn(looks, answer.result)) throw new RangeError('unknown result');
  const full = answer.level === 'full';
  return {
    ...looks[answer.result],
    sentence: sentenceOf(answer),
    advice: full ? fullAdvice(answer.result) : summaryAdvice(answer.result),
    demo: answer.demo,
    checkedAt: formatChineseTime(new Date(answer.checkedAt)),
    checkedBy: full ? '编号与验证码' : '仅凭编号',
    facts: full ? [] : summaryFacts(answer),
    report: full ? reportView(answer.report, answer.result) : null,
    pdf: full ? { number: answer.number, code } : null,
  };
}

function sentenceOf(answer: VerificationAnswer): string {
  const on = answer.changedOn ? `于 ${formatChineseDate(answer.changedOn)} ` : '';
  switch (answer.result) {
    case 'valid':
      return answer.level === 'full'
        ? `这份报告由${answer.report.issuer.name}签发，今天仍然有效。`
        : '我们签发过这个编号的报告，今天仍然有效。';
    case 'revoked': {
      const reason = answer.reasonLabel ? `，原因：${answer.reasonLabel}` : '';
      return `这份报告已${on}撤销${reason}。不能再作为证明使用。`;
    }
    case 'superseded': {
      const next = answer.level === 'full' ? answer.supersededBy : undefined;
      const followed = next ? `，新报告的编号是 ${formatReportNumber(next)}` : '';
      return `这份报告已${on}换发新报告${followed}。旧报告不再使用。`;
    }
    case 'expired': {
      const until = answer.level === 'full' ? answer.report.validUntil : answer.validUntil;
      const date = until ? `，有效期至 ${formatChineseDate(until)}` : '';
      return `这份报告确由我们签发${date}，现已过期。`;
    }
  }
}

function fullAdvice(result: VerificationResult): string[] {
  if (result === 'valid') return ['请把下面的内容与手里的报告逐项对照，一致才可采信。'];
  if (result === 'superseded') return ['请向持有人索取新报告，再行核验。'];
  if (result === 'expired') return ['需要有效报告的，请持有人重新申请。'];
  return [];
}

function summaryAdvice(result: VerificationResult): string[] {
  const more = '只凭编号不能核对报告内容：请在下面补填验证码（印在报告编号下方），查看全文。';
  return result === 'valid' ? [more] : [...fullAdvice(result), more];
}

function summaryFacts(answer: Extract<VerificationAnswer, { level: 'summary' }>): Fact[] {
  return [
    { label: '报告编号', value: formatReportNumber(answer.number), figures: true },
    { label: '报告类型', value: answer.typeLabel.zh },
    { label: '持有人', value: answer.holder },
    { label: '签发日期', value: formatChineseDate(answer.issuedOn) },
    validity(answer.validUntil, answer.result),
  ];
}

interface Refusal extends Look {
  sentence?: string;
  advice: string[];
}

const refusals: Partial<Record<ProblemCode, Refusal>> = {
  'number-not-found': {
    tone: 'plain',
    icon: 'question',
    word: '查无此编号',
    sentence: '我们没有签发过这个编号的报告。',
    advice: ['请对照报告再核一遍 20 位编号。编号无误而仍然查不到的，请不要采信，并与我们联系。'],
  },
  'code-mismatch': {
    tone: 'plain',
    icon: 'mismatch',
    word: '验证码不符',
    sentence: '这个编号的报告，验证码不是您填写的这一个。',
    advice: [
      '请对照报告再核一遍 16 位验证码。确认无误而仍然不符的，请不要采信，并与我们联系。',
      '不填验证码，也可以只查报告的状态。',
    ],
  },
  'malformed-number': {
    tone: 'plain',
    icon: 'warning',
    word: '编号有误',
    advice: ['所以没有查询。改正后请再核验一次。'],
  },
  'malformed-code': {
    tone: 'plain',
    icon: 'warning',
    word: '验证码有误',
    advice: ['所以没有查询。改正后请再核验一次。'],
  },
  'report-erased': {
    tone: 'plain',
    icon: 'info',
    word: '内容已删除',
    advice: ['如有疑问，请与我们联系。'],
  },
  'too-many-requests': {
    tone: 'open',
    icon: 'clock',
    word: '查得太频繁',
    advice: ['这一次没有给出结果，不表示报告是假的，也不表示它是真的。'],
  },
};

const outage: Refusal = {
  tone: 'open',
  icon: 'offline',
  word: '暂时无法核验',
  sentence: '系统现在查不到数据，这一次没能核验。',
  advice: ['这不表示报告是假的，也不表示它是真的。请稍后再试；一直不行的，请与我们联系。'],
};

/** Faults of the request itself; anything else unknown is an outage, never "not genuine". */
const requestFaults: readonly string[] = [
  'validation-failed',
  'invalid-json',
  'payload-too-large',
  'unsupported-media-type',
];

/**
 * @param code the problem's stable code, or undefined when there was no answer at all
 * @param detail the service's own Chinese sentence, shown where ours does not say it
 * @param retryAfter seconds
 */
export function viewOfProblem(
  code: string | undefined,
  detail = '',
  retryAfter?: number,
): VerificationView {
  const refusal = refusalOf(code);
  const limited = code === 'too-many-requests';
  const wait = retryAfter && !limited ? [`请在${waitingTime(retryAfter)}后再试。`] : [];
  return {
    tone: refusal.tone,
    icon: refusal.icon,
    word: refusal.word,
    sentence: limited ? tooOften(retryAfter) : (refusal.sentence ?? detail),
    advice: [...wait, ...refusal.advice],
    demo: false,
    checkedAt: null,
    checkedBy: null,
    facts: [],
    report: null,
    pdf: null,
  };
}

function refusalOf(code: string | undefined): Refusal {
  if (code !== undefined && requestFaults.includes(code)) {
    return { tone: 'plain', icon: 'warning', word: '填写有误', advice: ['改正后请再核验一次。'] };
  }
  return refusals[code as ProblemCode] ?? outage;
}

function tooOften(retryAfter: number | undefined): string {
  const when = retryAfter ? `${waitingTime(retryAfter)}后` : '稍后';
  return `查得太频繁，请${when}再试。`;
}

function waitingTime(seconds: number): string {
  if (seconds < 60) return ` ${Math.ceil(seconds)} 秒`;
  if (seconds < 3600) return ` ${Math.ceil(seconds / 60)} 分钟`;
  return ` ${Math.ceil(seconds / 3600)} 小时`;
}
