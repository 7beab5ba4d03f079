import { z } from '../chinese-schema.ts';
import { outcomeKinds } from '../outcome-kinds.ts';
import type { ProblemCode } from '../problem.ts';
import { receiptRequestSchema } from '../receipt.ts';
import { reportRequestSchema } from '../report-request.ts';
import { revocationRequestSchema } from '../revocation.ts';
import { verificationRequestSchema } from '../verification.ts';
import {
  batchLine,
  issued,
  receiptAnswer,
  record,
  recordPage,
  verification,
  verifiedRows,
} from './answers.ts';

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  description: string;
  required?: boolean;
  example?: string;
}

/** One call of the public API, with all that its description needs. */
export interface Operation {
  method: 'get' | 'post';
  /** Below `/api/v1`, parameters in braces. */
  path: string;
  summary: string;
  description: string;
  /** The scope that an API key needs; none: anyone may call. */
  scope?: 'issue' | 'revoke' | 'verify-batch';
  parameters?: Parameter[];
  request?: { type: string; schema: z.ZodType; example: unknown };
  answers: { status: number; description: string; type: string; schema?: z.ZodType }[];
  problems: ProblemCode[];
}

const JSON_TYPE = 'application/json';
const NDJSON = 'application/x-ndjson';

const numberParameter: Parameter = {
  name: 'number',
  in: 'path',
  description: '报告编号',
  required: true,
  example: '31264817392055164342',
};

const exampleReport = {
  type: 'certification',
  office: '浦东分部',
  holder: { name: '王小明', idType: 'resident-id', idNumber: '11010519491231002X' },
  outcomes: [
    {
      category: 'academic',
      kind: 'course',
      title: '公司概况',
      institution: '示例开放大学',
      code: '10771',
      major: '电子商务',
      level: '本科',
      credits: 3,
      score: '80',
      obtainedOn: '2020-07-06',
    },
  ],
};

export const operations: Operation[] = [
  {
    method: 'post',
    path: '/reports',
    summary: '签发一份报告',
    description: `签发后即有编号、验证码和已签名的 PDF。带上 Idempotency-Key，30 天内同样的请求再发一次，得到同样的回答，不会重复签发；同一个键配不同的内容，回答 409。supersedes 写旧编号即为换发。学习成果的 kind 有 ${outcomeKinds.length} 种，本行认定哪些由学分银行决定。`,
    scope: 'issue',
    parameters: [
      {
        name: 'Idempotency-Key',
        in: 'header',
        description: '1 到 255 个可见的 ASCII 字符；不同的密钥互不影响',
        example: 'order-20261122-0001',
      },
    ],
    request: { type: JSON_TYPE, schema: reportRequestSchema, example: exampleReport },
    answers: [
      { status: 201, description: '已签发', type: JSON_TYPE, schema: issued },
      {
        status: 200,
        description: '此前已用同一个键签发，回答与当时相同',
        type: JSON_TYPE,
        schema: issued,
      },
    ],
    problems: [
      'invalid-json',
      'unauthorized',
      'forbidden',
      'idempotency-conflict',
      'cannot-supersede',
      'needs-release',
      'payload-too-large',
      'unsupported-media-type',
      'validation-failed',
      'unprintable-characters',
      'unavailable',
    ],
  },
  {
    method: 'post',
    path: '/reports/batch',
    summary: '批量签发',
    description:
      '每行一个 JSON：{"idempotencyKey": "…", "report": {…}}，一次最多 10000 行、64 MiB。办完一行回答一行，次序不定，以 line 和 idempotencyKey 对应；一行有误只影响这一行。中途断开，把整批原样再发一次即可，不会重复签发。',
    scope: 'issue',
    request: {
      type: NDJSON,
      schema: z.strictObject({ idempotencyKey: z.string(), report: reportRequestSchema }),
      example: { idempotencyKey: 'row-1', report: exampleReport },
    },
    answers: [{ status: 200, description: '每行一个 JSON', type: NDJSON, schema: batchLine }],
    problems: ['unauthorized', 'forbidden', 'payload-too-large', 'unsupported-media-type'],
  },
  {
    method: 'post',
    path: '/reports/preview',
    summary: '预览报告',
    description: '按同样的内容生成一份标明“预览，尚未签发”的 PDF，不签发、不保存。',
    scope: 'issue',
    request: { type: JSON_TYPE, schema: reportRequestSchema, example: exampleReport },
    answers: [{ status: 200, description: '预览', type: 'application/pdf' }],
    problems: [
      'invalid-json',
      'unauthorized',
      'forbidden',
      'validation-failed',
      'unprintable-characters',
    ],
  },
  {
    method: 'get',
    path: '/reports',
    summary: '查找报告',
    description: '最新签发的在前，每页 20 份。',
    scope: 'issue',
    parameters: [
      { name: 'q', in: 'query', description: '报告编号、持有人全名或完整证件号码' },
      { name: 'status', in: 'query', description: 'valid、revoked、superseded 或 expired' },
      { name: 'type', in: 'query', description: '报告类型' },
      { name: 'office', in: 'query', description: '签发部门全名' },
      { name: 'from', in: 'query', description: '签发日期从', example: '2026-11-01' },
      { name: 'to', in: 'query', description: '签发日期到（含）', example: '2026-11-30' },
      { name: 'page', in: 'query', description: '页码，从 1 开始', example: '1' },
    ],
    answers: [{ status: 200, description: '一页报告', type: JSON_TYPE, schema: recordPage }],
    problems: ['unauthorized', 'forbidden', 'validation-failed', 'unavailable'],
  },
  {
    method: 'get',
    path: '/reports/{number}',
    summary: '查看一份报告',
    description: '除验证码和完整证件号码外的全部内容。',
    scope: 'issue',
    parameters: [numberParameter],
    answers: [{ status: 200, description: '报告', type: JSON_TYPE, schema: record }],
    problems: ['unauthorized', 'forbidden', 'malformed-number', 'number-not-found', 'unavailable'],
  },
  {
    method: 'get',
    path: '/reports/{number}/pdf',
    summary: '下载报告原件',
    description:
      '签发时的 PDF，每次逐字节相同。凭签发密钥，或凭请求头 X-Verification-Code 里的验证码（此时不需要密钥）。',
    parameters: [
      numberParameter,
      {
        name: 'X-Verification-Code',
        in: 'header',
        description: '验证码；没有签发密钥时必填',
        example: '7K3M-9QXD-4T2A-W8RE',
      },
    ],
    answers: [{ status: 200, description: '报告原件', type: 'application/pdf' }],
    problems: [
      'unauthorized',
      'malformed-number',
      'malformed-code',
      'number-not-found',
      'code-mismatch',
      'report-erased',
      'too-many-requests',
      'unavailable',
    ],
  },
  {
    method: 'post',
    path: '/reports/{number}/revocation',
    summary: '撤销报告',
    description: '撤销后立即生效，不能恢复；reason 会公开，note 只留在内部。',
    scope: 'revoke',
    parameters: [numberParameter],
    request: {
      type: JSON_TYPE,
      schema: revocationRequestSchema,
      example: { reason: 'issued-in-error', note: '姓名写错，已换发' },
    },
    answers: [{ status: 200, description: '已撤销', type: JSON_TYPE, schema: record }],
    problems: [
      'invalid-json',
      'unauthorized',
      'forbidden',
      'malformed-number',
      'number-not-found',
      'already-revoked',
      'validation-failed',
      'unavailable',
    ],
  },
  {
    method: 'post',
    path: '/verifications',
    summary: '核验一份报告',
    description:
      '不需要密钥。只有编号时回答概要；编号和验证码都对，回答全文。“查无此编号”和“验证码不符”只在数据库确实这样回答时才说；一时查不了，回答 503 cannot-verify，那不表示报告不真实。编号的空格、横线、全角数字都可以。',
    request: {
      type: JSON_TYPE,
      schema: verificationRequestSchema,
      example: { number: '3126 4817 3920 5516 4342', code: '7K3M-9QXD-4T2A-W8RE' },
    },
    answers: [{ status: 200, description: '核验结果', type: JSON_TYPE, schema: verification }],
    problems: [
      'invalid-json',
      'malformed-number',
      'malformed-code',
      'number-not-found',
      'code-mismatch',
      'report-erased',
      'too-many-requests',
      'validation-failed',
      'cannot-verify',
    ],
  },
  {
    method: 'post',
    path: '/receipts/check',
    summary: '检查核验回执',
    description:
      '不需要密钥，也不需要验证码。回答这份回执是不是本行签发的，以及当时答复了什么；报告今天的状态要重新核验。',
    request: {
      type: JSON_TYPE,
      schema: receiptRequestSchema,
      example: { receipt: 'eyJhbGciOiJFZERTQSIsImtpZCI6I…' },
    },
    answers: [{ status: 200, description: '检查结果', type: JSON_TYPE, schema: receiptAnswer }],
    problems: ['invalid-json', 'validation-failed', 'cannot-verify'],
  },
  {
    method: 'post',
    path: '/verifications/batch',
    summary: '批量核验',
    description: '一次最多 500 项；每一项的回答与单独核验相同，次序不变。',
    scope: 'verify-batch',
    request: {
      type: JSON_TYPE,
      schema: z.array(verificationRequestSchema).min(1).max(500),
      example: [{ number: '31264817392055164342', code: '7K3M-9QXD-4T2A-W8RE' }],
    },
    answers: [{ status: 200, description: '每项的结果', type: JSON_TYPE, schema: verifiedRows }],
    problems: ['invalid-json', 'unauthorized', 'forbidden', 'validation-failed'],
  },
];
