import { isCalendarDate } from './china-date.ts';
import { z } from './chinese-schema.ts';
import { ID_NUMBER_FAULT, isIdNumber } from './id-number.ts';
import {
  fieldLabels,
  fieldRules,
  type OutcomeField,
  type OutcomeKind,
  outcomeCategories,
  outcomeFields,
  outcomeKinds,
  reportTypes,
} from './outcome-kinds.ts';
import { parseReportNumber } from './report-number.ts';
import { isResidentId } from './resident-id.ts';

export const MOST_OUTCOMES = 500;
export const MOST_CONVERSIONS = 500;

/** One line of printable text, trimmed and in Unicode NFC; `max` counts characters. */
const line = (max: number) =>
  z
    .string({ error: '应为文字' })
    .transform((value) => value.normalize('NFC').trim())
    .refine((value) => value.length > 0, '不能为空')
    .refine((value) => [...value].length <= max, `最多 ${max} 个字`)
    .refine((value) => value.isWellFormed() && !/[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]/u.test(value), {
      error: '含有无法打印的控制字符',
    })
    .meta({ maxLength: max });

const EVEN_IF_FAULTY = { when: () => true };

const date = z
  .string({ error: '应为日期，如 2020-07-06' })
  .refine(isCalendarDate, '应为真实存在的日期，写成 2020-07-06 的形式');

const amount = (max: number) =>
  z
    .number({ error: '应为数字' })
    .nonnegative('不能为负数')
    .max(max, `不能超过 ${max}`)
    .refine((value) => Number(value.toFixed(2)) === value, '最多两位小数');

const fields = {
  institution: line(100),
  institutionCode: line(40),
  code: line(40),
  major: line(60),
  level: line(20),
  credits: amount(1000),
  score: line(20),
  description: line(200),
  educationType: line(40),
  certificateNumber: line(60),
  grade: line(40),
  issuer: line(100),
  occupation: line(60),
  educationLevel: line(20),
  studyPeriod: line(60),
  hours: amount(100000),
  district: line(40),
  organisation: line(100),
} satisfies Record<OutcomeField, z.ZodType>;

/** Each with the name that people know it by, for the description of the API. */
function described<Shape extends Record<OutcomeField, z.ZodType>>(shape: Shape): Shape {
  return Object.fromEntries(
    outcomeFields.map((field) => [field, shape[field].meta({ description: fieldLabels[field] })]),
  ) as Shape;
}

const outcome = z
  .strictObject({
    category: z.enum(outcomeCategories, '应为 academic、qualification、technician 或 other'),
    kind: z.enum(outcomeKinds, '没有这种学习成果类型'),
    title: line(100).meta({ description: '学习成果名称' }),
    obtainedOn: date.meta({ description: '取得日期，如 2020-07-06' }),
    ...(z.object(described(fields)).partial().shape as {
      [K in OutcomeField]: z.ZodOptional<(typeof fields)[K]>;
    }),
  })
  .superRefine((value, context) => {
    // Runs although a field is wrong, so that every fault is named at once.
    if (!isKnownKind(value)) return;
    for (const { path, message } of outcomeFaults(value)) {
      context.addIssue({ code: 'custom', path: [path], message });
    }
  }, EVEN_IF_FAULTY);

function isKnownKind(value: unknown): value is { kind: OutcomeKind } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    outcomeKinds.some((kind) => kind === value.kind)
  );
}

function outcomeFaults(value: { kind: OutcomeKind } & Record<string, unknown>) {
  const rule = fieldRules[value.kind];
  const faults: { path: string; message: string }[] = [];
  if (value.category !== rule.category && outcomeCategories.some((c) => c === value.category)) {
    faults.push({ path: 'category', message: `${value.kind} 属于 ${rule.category} 类` });
  }
  for (const field of outcomeFields) {
    const given = value[field] !== undefined;
    if (rule.required.includes(field) && !given) {
      faults.push({ path: field, message: `缺少${fieldLabels[field]}` });
    } else if (given && !rule.required.includes(field) && !rule.optional.includes(field)) {
      faults.push({
        path: field,
        message: `${value.kind} 类成果没有“${fieldLabels[field]}”这一项`,
      });
    }
  }
  return faults;
}

const conversion = z.strictObject({
  from: line(100),
  to: line(100),
  node: line(100),
  credits: amount(1000),
  /** Percent: 100 converts all credits. */
  ratio: z.number({ error: '应为数字' }).gt(0, '应大于 0').max(100, '不能超过 100'),
  rule: line(40),
  decidedOn: date,
});

const holder = z
  .strictObject({
    name: line(50).meta({ description: '姓名' }),
    idType: z.enum(
      [
        'resident-id',
        'hk-macao-permit',
        'taiwan-permit',
        'passport',
        'permanent-residence',
        'other',
      ],
      '没有这种证件类型',
    ),
    // The last four characters are printed: a number that short would be printed whole.
    idNumber: line(40)
      .transform((value) => value.toUpperCase())
      .refine(isIdNumber, ID_NUMBER_FAULT)
      .meta({ description: '证件号码；报告上只印后四位', maxLength: 40 }),
  })
  .refine((value) => value.idType !== 'resident-id' || isResidentId(value.idNumber), {
    path: ['idNumber'],
    error: '居民身份证号码有误：应为 18 位，且出生日期和校验码正确（GB 11643）',
  });

const earlierNumber = z.string({ error: '应为报告编号' }).transform((value, context) => {
  const parsed = parseReportNumber(value);
  if (parsed.ok) return parsed.number;
  context.addIssue({ code: 'custom', message: '被换发的报告编号有误' });
  return z.NEVER;
});

const NO_OUTCOMES = '缺少学习成果：至少要有一项';

/** An absent list is an empty one; undefined for what is no list and is a fault already. */
function listOf(given: unknown): unknown[] | undefined {
  if (given === undefined) return [];
  return Array.isArray(given) ? given : undefined;
}

/** The body of `POST /api/v1/reports`. Dates are China's; every text is NFC and trimmed once parsed. */
export const reportRequestSchema = z
  .strictObject({
    type: z.enum(reportTypes, '没有这种报告类型'),
    office: line(60).meta({ description: '签发部门' }),
    recipient: line(100)
      .nullish()
      .transform((value) => value ?? null),
    holder,
    outcomes: z
      .array(outcome)
      .max(MOST_OUTCOMES, `一份报告最多 ${MOST_OUTCOMES} 项学习成果`)
      .default([]),
    conversions: z
      .array(conversion)
      .max(MOST_CONVERSIONS, `一份报告最多 ${MOST_CONVERSIONS} 项转换`)
      .default([]),
    validUntil: date.nullish().transform((value) => value ?? null),
    supersedes: earlierNumber.nullish().transform((value) => value ?? null),
  })
  .superRefine((faulty, context) => {
    if (typeof faulty !== 'object' || faulty === null) return;
    const fault = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    const value = {
      type: faulty.type,
      recipient: faulty.recipient ?? null,
      outcomes: listOf(faulty.outcomes),
      conversions: listOf(faulty.conversions),
    };
    if (!reportTypes.includes(value.type)) {
      if (value.outcomes?.length === 0 && value.conversions?.length === 0) {
        fault('outcomes', NO_OUTCOMES);
      }
      return;
    }
    if (value.recipient !== null && !value.type.endsWith('transcript')) {
      fault('recipient', '只有成绩证明可以写明接收网点');
    }
    if (value.type === 'conversion' && value.conversions?.length === 0) {
      fault('conversions', '转换证明至少要有一项转换');
    }
    if (value.type !== 'conversion' && value.outcomes?.length === 0) {
      fault('outcomes', NO_OUTCOMES);
    }
    value.outcomes?.forEach((item, index) => {
      if (value.type === 'leisure' && isKnownKind(item) && item.kind !== 'program') {
        context.addIssue({
          code: 'custom',
          path: ['outcomes', index, 'kind'],
          message: '文化休闲教育学习证明只列文化休闲教育项目（program）',
        });
      }
    });
  }, EVEN_IF_FAULTY);

export type ReportRequest = z.output<typeof reportRequestSchema>;
export type Outcome = ReportRequest['outcomes'][number];
export type Conversion = ReportRequest['conversions'][number];

/** Dates that only today's date can refuse: an outcome of tomorrow, a validity that is over. */
export function dateFaults(request: ReportRequest, today: string) {
  const faults: { path: string; message: string }[] = [];
  request.outcomes.forEach((item, index) => {
    if (item.obtainedOn > today) {
      faults.push({ path: `$.outcomes[${index}].obtainedOn`, message: '取得日期不能晚于今天' });
    }
  });
  request.conversions.forEach((item, index) => {
    if (item.decidedOn > today) {
      faults.push({ path: `$.conversions[${index}].decidedOn`, message: '转换日期不能晚于今天' });
    }
  });
  if (request.validUntil !== null && request.validUntil < today) {
    faults.push({ path: '$.validUntil', message: '有效期截止日不能早于今天' });
  }
  return faults;
}
