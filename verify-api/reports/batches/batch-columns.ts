import type { Bank } from '#domain/bank.ts';
import {
  fieldLabels,
  fieldRules,
  type OutcomeField,
  type OutcomeKind,
  outcomeFields,
  type ReportType,
} from '#domain/outcome-kinds.ts';

/** What a cell is read as. */
export type CellMeaning = 'text' | 'date' | 'number' | 'percent' | 'id-type' | 'kind';

/** One column of the sheet of a batch; template, reader and instructions follow from it. */
export interface BatchColumn {
  /** Of the group: the sequence; else the last step of its path in a request. */
  key: string;
  title: string;
  /** `report` and `holder` are said once a report, `entry` in each of its rows. */
  part: 'group' | 'report' | 'holder' | 'entry';
  meaning: CellMeaning;
  /** Always, or only for the kinds of outcomes that ask for it, or never. */
  need: 'always' | 'by-kind' | 'never';
  note: string;
  example: string;
}

/** A kind of outcome that a bank recognises, by the word in its bank.yaml. */
export interface KnownKind {
  kind: OutcomeKind;
  label: string;
}

export const GROUP = 'group';
/** A row whose group begins with this is the template's, and is not read. */
export const SAMPLE = '示例';

export const idTypes = {
  'resident-id': '居民身份证',
  'hk-macao-permit': '港澳居民来往内地通行证',
  'taiwan-permit': '台湾居民来往大陆通行证',
  passport: '护照',
  'permanent-residence': '外国人永久居留身份证',
  other: '其他证件',
} as const;

const group: BatchColumn = {
  key: GROUP,
  title: '报告序号',
  part: 'group',
  meaning: 'text',
  need: 'never',
  note: '同一份报告占几行，就在这几行写同一个序号；每份只占一行的可以不写',
  example: SAMPLE,
};

const holder: BatchColumn[] = [
  {
    key: 'name',
    title: '姓名',
    part: 'holder',
    meaning: 'text',
    need: 'always',
    note: '同一份报告的第二行起可以不写',
    example: '张示例',
  },
  {
    key: 'idType',
    title: '证件类型',
    part: 'holder',
    meaning: 'id-type',
    need: 'never',
    note: `不写就是居民身份证；可写：${Object.values(idTypes).join('、')}`,
    example: '居民身份证',
  },
  {
    key: 'idNumber',
    title: '证件号码',
    part: 'holder',
    meaning: 'text',
    need: 'always',
    note: '单元格先设为“文本”格式，否则 Excel 会丢掉末尾的数字；报告上只印后四位',
    example: '11010519491231002X',
  },
];

const recipient: BatchColumn = {
  key: 'recipient',
  title: '接收网点',
  part: 'report',
  meaning: 'text',
  need: 'never',
  note: '成绩证明交给哪个高校网点，可以不写',
  example: '',
};

const reportColumns: BatchColumn[] = [
  {
    key: 'validUntil',
    title: '有效期至',
    part: 'report',
    meaning: 'date',
    need: 'never',
    note: '不写就是长期有效；写的话如 2030-12-31',
    example: '',
  },
  {
    key: 'supersedes',
    title: '换发的报告编号',
    part: 'report',
    meaning: 'text',
    need: 'never',
    note: '换发旧报告时写旧报告的 20 位编号，单元格先设为“文本”格式',
    example: '',
  },
];

const EXAMPLES: Partial<Record<OutcomeField, string>> = {
  institution: '示例开放大学',
  code: '10771',
  major: '电子商务',
  level: '本科',
  credits: '3',
  score: '80',
  hours: '24',
  district: '浦东新区',
};

/** The kinds that may stand on a report of this type, in the order of bank.yaml. */
export function kindsOf(bank: Bank, type: ReportType): KnownKind[] {
  const named = bank.outcomeTaxonomy.flatMap(({ label, kinds }) =>
    Object.entries(kinds).map(([kind, { zh }]) => ({
      kind: kind as OutcomeKind,
      label: zh,
      heading: label.zh,
    })),
  );
  const isShared = (label: string) => named.filter((one) => one.label === label).length > 1;
  const kinds = named.map(({ kind, label, heading }) => ({
    kind,
    label: isShared(label) ? `${label}（${heading}）` : label,
  }));
  return type === 'leisure' ? kinds.filter(({ kind }) => kind === 'program') : kinds;
}

/** The columns of a batch of reports of one type, in the order of the template. */
export function batchColumns(bank: Bank, type: ReportType): BatchColumn[] {
  const whose = type.endsWith('transcript') ? [recipient] : [];
  const entries = type === 'conversion' ? conversionColumns : outcomeColumns(kindsOf(bank, type));
  return [group, ...holder, ...entries, ...whose, ...reportColumns];
}

function outcomeColumns(kinds: KnownKind[]): BatchColumn[] {
  const several = kinds.length > 1;
  const used = outcomeFields.filter((field) =>
    kinds.some(({ kind }) =>
      [...fieldRules[kind].required, ...fieldRules[kind].optional].includes(field),
    ),
  );
  const always = (field: OutcomeField) =>
    kinds.every(({ kind }) => fieldRules[kind].required.includes(field));
  const example = kinds[0]?.kind;
  const shown = (field: OutcomeField) =>
    example !== undefined &&
    [...fieldRules[example].required, ...(several ? [] : fieldRules[example].optional)].includes(
      field,
    );
  return [
    ...(several ? [kindColumn(kinds)] : []),
    entry('title', '成果名称', 'text', several ? '公司概况' : '示例书法班'),
    entry('obtainedOn', '取得日期', 'date', '2020-07-06', '写到日，如 2020-07-06'),
    ...used.map(
      (field): BatchColumn => ({
        ...entry(field, fieldLabels[field], isNumber(field) ? 'number' : 'text', ''),
        need: always(field) ? 'always' : 'by-kind',
        note: noteOf(field, kinds),
        example: shown(field) ? (EXAMPLES[field] ?? '') : '',
      }),
    ),
  ];
}

function isNumber(field: OutcomeField): boolean {
  return field === 'credits' || field === 'hours';
}

function kindColumn(kinds: KnownKind[]): BatchColumn {
  const note = `可写：${kinds.map(({ label }) => label).join('、')}`;
  return entry('kind', '成果类型', 'kind', kinds[0]?.label ?? '', note);
}

function noteOf(field: OutcomeField, kinds: KnownKind[]): string {
  const names = (of: 'required' | 'optional') =>
    kinds.filter(({ kind }) => fieldRules[kind][of].includes(field)).map(({ label }) => label);
  const [required, optional] = [names('required'), names('optional')];
  if (required.length === kinds.length) return '';
  const parts = [
    ...(required.length > 0 ? [`${required.join('、')}必须写`] : []),
    ...(optional.length > 0 ? [`${optional.join('、')}可以写`] : []),
  ];
  return `${parts.join('；')}；其他类型不写`;
}

function entry(
  key: string,
  title: string,
  meaning: CellMeaning,
  example: string,
  note = '',
): BatchColumn {
  return { key, title, part: 'entry', meaning, need: 'always', note, example };
}

const conversionColumns: BatchColumn[] = [
  entry('from', '转换前的成果', 'text', '密码学'),
  entry('to', '转换后的课程', 'text', '信息安全与密码学'),
  entry('node', '网点', 'text', '示例开放大学', '在哪个高校网点转换'),
  entry('credits', '学分', 'number', '3'),
  entry('ratio', '转换比例', 'percent', '100', '百分之几，写 100 或 100%'),
  entry('rule', '规则编号', 'text', 'GD-0001'),
  entry('decidedOn', '转换日期', 'date', '2019-11-20', '写到日，如 2019-11-20'),
];
