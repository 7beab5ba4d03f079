import type { Credential } from '#domain/credential.ts';
import { makeReportNumber } from '#domain/report-number.ts';
import type {
  FullAnswer,
  SummaryAnswer,
  VerificationAnswer,
  VerificationResult,
} from '#domain/verification.ts';
import { verificationHtml } from '../../../../site/features/verify/verification-html.ts';
import { viewOf } from '../../../../site/features/verify/verification-view.ts';
import { chineseWords } from '../../../../site/features/verify/words/chinese.ts';

export const number = makeReportNumber('31', 2026, '48173920551643');
export const printed = number.replace(/(\d{4})(?=\d)/g, '$1 ');
export const code = '7K3M-9QXD-4T2A-W8RE';
export const label = (zh: string) => ({ zh, en: 'label' });

export function report(changes: Partial<Credential> = {}): Credential {
  return {
    version: 1,
    issuer: { id: 'urn:example:bank', name: '示范学分银行', englishName: 'Example Bank' },
    kid: 'kid',
    number,
    type: 'certification',
    typeLabel: label('学习成果认证报告'),
    office: '浦东分部',
    recipient: null,
    salt: 'salt',
    statusIndex: 1,
    holder: { name: '王小明', idType: 'resident-id', idNumberLast4: '002X' },
    outcomes: [
      {
        category: 'academic',
        kind: 'course',
        title: '公司概况',
        institution: '广东开放大学',
        code: '10771',
        major: '电子商务',
        level: '本科',
        credits: 2.1,
        score: '80',
        obtainedOn: '2020-07-06',
        labels: { category: label('学历教育'), kind: label('课程') },
      },
      {
        category: 'academic',
        kind: 'course',
        title: '管理学原理',
        institution: '广东开放大学',
        code: '10772',
        major: '电子商务',
        level: '本科',
        credits: 0.2,
        score: '90',
        description: '补修',
        obtainedOn: '2020-07-07',
        labels: { category: label('学历教育'), kind: label('课程') },
      },
    ],
    conversions: [],
    signatory: { title: '主任', name: null },
    issuedAt: '2026-11-20T16:05:00Z',
    validUntil: null,
    supersedes: null,
    demo: false,
    ...changes,
  } as Credential;
}

export function full(result: VerificationResult, changes: Partial<FullAnswer> = {}): FullAnswer {
  return {
    level: 'full',
    result,
    number,
    demo: false,
    checkedAt: '2026-11-22T01:05:00Z',
    report: report(),
    pdfSha256: '00',
    credentialSha256: '00',
    receipt: 'eyJ.e30.c2ln',
    ...changes,
  };
}

export const summary: SummaryAnswer = {
  level: 'summary',
  result: 'valid',
  number,
  demo: false,
  checkedAt: '2026-11-22T01:05:00Z',
  type: 'certification',
  typeLabel: label('学习成果认证报告'),
  issuedOn: '2026-11-21',
  validUntil: null,
  holder: '王*明',
};

export const address = 'https://bank.example.cn/verify/';
export const input = { number: printed, code };
export const viewOfAnswer = (answer: VerificationAnswer, _code: string, words = chineseWords) =>
  viewOf({ answer, input }, words);
export const viewOfProblem = (
  problem: string | undefined,
  detail?: string,
  retryAfter?: number,
  words = chineseWords,
) => viewOf({ problem, detail, retryAfter, input }, words);
export const draw = (answer: FullAnswer | SummaryAnswer) =>
  verificationHtml(viewOfAnswer(answer, code), address);
