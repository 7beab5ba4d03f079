import { z } from '../chinese-schema.ts';
import { reportTypes } from '../outcome-kinds.ts';
import { problemCodes } from '../problem.ts';
import { revocationReasons } from '../revocation.ts';

/**
 * What the API answers, as schemas: for its description alone. Tests hold real answers to them; more
 * fields may be added, so clients must not refuse those that they do not know.
 */
const number = z
  .string()
  .regex(/^\d{20}$/)
  .meta({ description: '报告编号，20 位数字' });
const instant = z.string().meta({ format: 'date-time', description: 'RFC 3339，UTC' });
const day = z.string().meta({ format: 'date', description: '中国日期，如 2026-11-22' });
const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .meta({ description: 'SHA-256，十六进制' });
const label = z.looseObject({ zh: z.string(), en: z.string() });
const result = z
  .enum(['valid', 'revoked', 'superseded', 'expired'])
  .meta({ description: '有效、已撤销、已换发、已过期' });
const reason = z.enum(Object.keys(revocationReasons) as [string, ...string[]]).meta({
  description: `撤销原因：${Object.entries(revocationReasons)
    .map(([code, text]) => `${code} ${text}`)
    .join('；')}`,
});

export const fault = z.looseObject({
  path: z.string().meta({ description: 'JSON 路径，如 $.outcomes[0].title' }),
  message: z.string(),
});

export const problem = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(problemCodes).meta({ description: '稳定的代码；程序只看它，不看中文' }),
  detail: z.string(),
  faults: z.array(fault).optional(),
});

const warning = z.looseObject({
  code: z.literal('like-report'),
  number,
  issuedOn: day,
  message: z.string(),
});

export const issued = z.looseObject({
  number,
  code: z.string().meta({ description: '验证码，如 7K3M-9QXD-4T2A-W8RE' }),
  issuedAt: instant,
  verifyUrl: z.string().meta({ description: '二维码的内容' }),
  pdfUrl: z.string(),
  warnings: z.array(warning).optional().meta({ description: '提醒；没有时省去' }),
});

const credential = z
  .looseObject({
    version: z.literal(1),
    number,
    type: z.enum(reportTypes),
    typeLabel: label,
    office: z.string(),
    recipient: z.string().nullable(),
    holder: z.looseObject({
      name: z.string(),
      idType: z.string(),
      idNumberLast4: z.string().meta({ description: '证件号码只有后四位' }),
    }),
    outcomes: z.array(z.looseObject({})),
    conversions: z.array(z.looseObject({})),
    issuedAt: instant,
    validUntil: day.nullable(),
    supersedes: number.nullable(),
    demo: z.boolean(),
  })
  .meta({ description: '签发时的凭证，其 RFC 8785 形式就是被签名的内容' });

export const record = z.looseObject({
  number,
  result,
  type: z.enum(reportTypes),
  office: z.string(),
  issuedAt: instant,
  validUntil: day.nullable(),
  issuedBy: z.string(),
  demo: z.boolean(),
  credential: credential.nullable().meta({ description: '个人信息删除后为 null' }),
  credentialSha256: sha256,
  pdfSha256: sha256,
  pdfUrl: z.string(),
  supersedes: number.nullable(),
  supersededBy: number.nullable(),
  revocation: z
    .looseObject({ reason, reasonLabel: z.string(), note: z.string().nullable() })
    .nullable(),
  changedAt: instant.nullable(),
  version: z.int(),
});

export const recordPage = z.looseObject({
  reports: z.array(record),
  page: z.int(),
  pageSize: z.int(),
  hasMore: z.boolean(),
  total: z.int().meta({ description: '各页合计；最多数到 1000' }),
  totalIsExact: z.boolean().meta({ description: 'false 表示不止 total 份' }),
});

const verified = {
  result,
  number,
  reason: reason.optional(),
  reasonLabel: z.string().optional(),
  changedOn: day.optional().meta({ description: '撤销或换发的日期' }),
  demo: z.boolean(),
  checkedAt: instant,
};

export const verification = z.union([
  z
    .looseObject({
      level: z.literal('summary'),
      ...verified,
      type: z.enum(reportTypes),
      typeLabel: label,
      issuedOn: day,
      validUntil: day.nullable(),
      holder: z.string().nullable().meta({ description: '王*明' }),
    })
    .meta({ title: '只有编号', description: '只提供编号时的概要' }),
  z
    .looseObject({
      level: z.literal('full'),
      ...verified,
      report: credential.nullable(),
      supersededBy: number.optional(),
      pdfSha256: sha256,
      credentialSha256: sha256,
      holderMatch: z.boolean().optional().meta({ description: '只在提供了证件号码时回答' }),
      receipt: z.string().nullable().meta({ description: '核验回执，可留存' }),
    })
    .meta({ title: '编号和验证码', description: '同时提供编号和验证码时的全文' }),
]);

export const receiptAnswer = z.union([
  z
    .looseObject({
      valid: z.literal(true),
      kid: z.string(),
      receipt: z.looseObject({
        iss: z.string(),
        number,
        result,
        reason: reason.optional(),
        changedOn: day.optional(),
        checkedAt: instant,
        credentialSha256: sha256,
        demo: z.boolean(),
      }),
    })
    .meta({ title: '本行的回执' }),
  z
    .looseObject({
      valid: z.literal(false),
      reason: z
        .enum(['not-a-receipt', 'unknown-key', 'signature-mismatch'])
        .meta({ description: '不是回执、不是本行的密钥、签名不符' }),
    })
    .meta({ title: '不是本行的回执' }),
]);

export const batchLine = z.looseObject({
  line: z.int().meta({ description: '行号，从 1 开始' }),
  idempotencyKey: z.string().nullable(),
  status: z.int().meta({ description: '这一行的 HTTP 状态' }),
  number: number.optional(),
  code: z.string().optional(),
  error: problem.optional(),
});

export const verifiedRows = z.array(
  z.looseObject({
    row: z.int().meta({ description: '第几项，从 1 开始' }),
    status: z.int(),
    error: problem.optional(),
  }),
);
