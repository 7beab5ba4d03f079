import { z } from 'zod';

const TYPES: Record<string, string> = {
  string: '文字',
  number: '数字',
  int: '整数',
  bigint: '整数',
  boolean: '布尔值',
  object: '对象',
  record: '对象',
  array: '列表',
  tuple: '列表',
  set: '列表',
  map: '对象',
  date: '日期',
  null: '空值',
  undefined: '空值',
  nan: '数字',
};

const FORMATS: Record<string, string> = {
  email: '邮箱地址',
  url: '网址',
  date: '日期，写成 2020-07-06 的形式',
  datetime: '日期和时间（RFC 3339）',
};

const UNITS: Record<string, string> = { string: '个字', array: '项', set: '项' };

/**
 * Zod's own messages, for wherever a schema gives none: a whole Chinese phrase without machine words.
 * Zod's locale leaves the names of types in English.
 */
function chineseMessage(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `应为${typeName(issue.expected)}，这里是${typeOf(issue.input)}`;
    case 'invalid_value':
      return `应为 ${issue.values.map(String).join('、')}${issue.values.length > 1 ? ' 之一' : ''}`;
    case 'too_big':
      return `${issue.inclusive === false ? '应少于' : '最多'} ${amount(issue.maximum, issue.origin)}`;
    case 'too_small':
      return `${issue.inclusive === false ? '应多于' : '至少'} ${amount(issue.minimum, issue.origin)}`;
    case 'not_multiple_of':
      return `应为 ${issue.divisor} 的倍数`;
    case 'unrecognized_keys':
      return `没有${issue.keys.map((key) => `“${key}”`).join('、')}这一项，请检查名称`;
    case 'invalid_format':
      return `应为${FORMATS[issue.format] ?? '规定的格式'}`;
    case 'invalid_key':
      return '名称有误';
    default:
      return '内容有误';
  }
}

function typeName(expected: string): string {
  return TYPES[expected] ?? '另一种内容';
}

function typeOf(input: unknown): string {
  if (input === undefined || input === null) return '空值';
  if (Array.isArray(input)) return '列表';
  if (input instanceof Date) return '日期';
  return typeName(typeof input);
}

function amount(limit: number | bigint, origin: string): string {
  const unit = UNITS[origin];
  return unit === undefined ? `${limit}` : `${limit} ${unit}`;
}

z.config({ localeError: chineseMessage });

/** Zod with its own messages in Chinese; every schema of the product is made with this `z`. */
export { z };
