import { isCalendarDate } from '#domain/china-date.ts';
import { z } from '#domain/chinese-schema.ts';
import { cellKinds } from './cell-kinds.ts';

/**
 * One CSV cell, or one scalar of front matter, as text: what an editor typed.
 * An empty cell is `undefined`, never ''. Every message says what to type instead.
 */
const filled = z.string({ error: '必须填写，不能空着' });

const CODE = /^[A-Za-z0-9][A-Za-z0-9-]{0,31}$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

export const text = () => filled;

export const code = () =>
  filled
    .regex(CODE, {
      error: (issue) =>
        `代码「${issue.input}」写法不对：只用字母、数字和连字符，以字母或数字开头，不超过 32 个字符`,
    })
    .register(cellKinds, { kind: 'code' });

const values = () =>
  z
    .string()
    .refine((value) => !value.includes('｜'), { error: '多个值之间请用半角竖线 | 分隔' })
    .optional()
    .transform(splitList);

/** Values joined with the half-width bar: `甲|乙` → ['甲', '乙']; an empty cell is []. */
export const list = () => values().register(cellKinds, { kind: 'list', of: 'words' });

/** A list of whole sentences, in which 、 and ， are punctuation. */
export const sentences = () => values().register(cellKinds, { kind: 'list', of: 'sentences' });

/** A list of columns of the same file. */
export const columnNames = () => values().register(cellKinds, { kind: 'list', of: 'columns' });

export function splitList(value: string | undefined): string[] {
  return (value ?? '')
    .split('|')
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

interface NumberRange {
  min: number;
  max: number;
  /** Digits allowed after the point; 0 asks for a whole number. */
  decimals: number;
}

export const number = (range: NumberRange) =>
  numberWithin(range).register(cellKinds, { kind: 'number' });

const numberWithin = ({ min, max, decimals }: NumberRange) =>
  filled
    .regex(decimals === 0 ? /^\d+$/ : new RegExp(`^\\d+(\\.\\d{1,${decimals}})?$`), {
      error: (issue) =>
        decimals === 0
          ? `「${issue.input}」应是整数，只填数字，不带单位`
          : `「${issue.input}」应是数字，最多 ${decimals} 位小数，不带单位`,
    })
    .transform(Number)
    .refine((value) => value >= min && value <= max, {
      error: (issue) => `${issue.input} 超出范围，应在 ${min} 到 ${max} 之间`,
    });

/** Credits: 0.5 to `max`, at most one decimal. */
export const credits = (max: number) => number({ min: 0.5, max, decimals: 1 });
export const percent = () =>
  numberWithin({ min: 1, max: 100, decimals: 0 }).register(cellKinds, { kind: 'percent' });
export const wholeNumber = (min: number, max: number) => number({ min, max, decimals: 0 });

/** A calendar day, `YYYY-MM-DD` (GB/T 7408, extended format). Kept as text. */
export const date = () =>
  filled
    .regex(DATE, {
      error: (issue) => `日期「${issue.input}」请写成 2026-01-31 这样（年-月-日，月和日各两位）`,
      abort: true,
    })
    .refine(isCalendarDate, { error: (issue) => `没有 ${issue.input} 这一天，请核对日期` })
    .register(cellKinds, { kind: 'date' });

/** @param names what each value means in Chinese, when the values themselves do not say it */
export const oneOf = <const T extends readonly [string, ...string[]]>(
  values: T,
  names?: Readonly<Record<T[number], string>>,
) => choiceOf(values, names).register(cellKinds, { kind: 'choice', names: namesOf(values, names) });

function namesOf<T extends readonly string[]>(
  values: T,
  names?: Readonly<Record<T[number], string>>,
): Record<string, string> {
  return Object.fromEntries(values.map((value) => [value, names?.[value as T[number]] ?? value]));
}

const choiceOf = <const T extends readonly [string, ...string[]]>(
  values: T,
  names?: Readonly<Record<T[number], string>>,
) => {
  const meaning = (value: string) => names?.[value as T[number]];
  const choices = values.map((value) => (names ? `${value}（${meaning(value)}）` : value));
  return z.enum(values, {
    error: ({ input }) => {
      const meant = values.find((value) => meaning(value) === input || sameWord(value, input));
      if (input === undefined) return `必须填写，可填：${choices.join('、')}`;
      if (meant) return `「${input}」请写成 ${meant}`;
      return `「${input}」不在可选范围内，可填：${choices.join('、')}`;
    },
  });
};

function sameWord(value: string, input: unknown): boolean {
  return typeof input === 'string' && value.toLowerCase() === input.toLowerCase();
}

export const listOf = <const T extends readonly [string, ...string[]]>(
  values: T,
  names?: Readonly<Record<T[number], string>>,
) =>
  list()
    .pipe(z.array(oneOf(values, names)))
    .register(cellKinds, { kind: 'list', of: 'choices', names: namesOf(values, names) });

/** County-level or higher code of GB/T 2260: six digits. */
export const districtCode = () =>
  filled
    .regex(/^\d{6}$/, {
      error: (issue) => `区划代码「${issue.input}」应是 6 位数字（GB/T 2260），如 310115`,
    })
    .register(cellKinds, { kind: 'code' });

/** Occupation code of 《中华人民共和国职业分类大典》, e.g. `4-01-06-01`. */
export const occupationCode = () =>
  filled
    .regex(/^\d(-\d{2}){2,3}$/, {
      error: (issue) => `职业代码「${issue.input}」应写成 4-01-06-01 这样（职业分类大典）`,
    })
    .register(cellKinds, { kind: 'code' });

export const webAddress = () =>
  filled.regex(/^https?:\/\/[^\s/]+\.[^\s]+$/, {
    error: (issue) => `网址「${issue.input}」应以 http:// 或 https:// 开头`,
  });

export const email = () =>
  filled.regex(/^[^@\s]+@[^@\s]+\.[^@\s]+$/, {
    error: (issue) => `「${issue.input}」不是邮箱地址`,
  });

/** Degrees, WGS 84. */
export const degrees = (min: number, max: number) => number({ min, max, decimals: 6 });

export const yesNo = () =>
  filled
    .regex(/^(true|false)$/, {
      error: (issue) => `「${issue.input}」只能填 true（是）或 false（否）`,
    })
    .transform((value) => value === 'true');
