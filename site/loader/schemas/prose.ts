import { z } from '#domain/chinese-schema.ts';
import { code, date, oneOf, text, wholeNumber, yesNo } from './cells.ts';

const UNKNOWN = '不认识的字段，请核对写法或删去';

/** Front matter is read with every scalar as text, so cells and fields share their checks. */
function fields<S extends z.ZodRawShape>(shape: S) {
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? UNKNOWN : '这里应是若干「字段: 值」'),
  });
}

const sequence = <T extends z.ZodType>(item: T) =>
  z.array(item, { error: '这里应是一个列表，每行以「- 」开头' });

/** A file lying beside its entry; a bare name, so that nothing outside the folder is published. */
const fileName = () =>
  text().regex(/^[^/\\.][^/\\]*\.[A-Za-z0-9]+$/, {
    error: (issue) => `文件名「${issue.input}」应只写文件名，文件放在同一文件夹里`,
  });

const common = {
  source: text(),
  sampleFields: sequence(text()).optional(),
  updatedAt: date().optional(),
  draft: yesNo().optional(),
  publishedAt: date().optional(),
  expiresAt: date().optional(),
};

/** Names under which an entry stood before: old links lead on. */
const formerSlugs = () =>
  sequence(
    text().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/, {
      error: (issue) =>
        `「${issue.input}」应是原来的文件名，不带 .md，只用字母、数字和连字符，如 2026-11-tongzhi`,
    }),
  ).optional();

/** What 政府信息公开 asks to be said of a document; shown above it as a table. */
const governmentInformation = () =>
  fields({
    /** 索引号; filled in when the entry is published, by the pattern of bank.yaml. */
    indexNumber: text().max(60, { error: '最多 60 个字符' }).optional(),
    /** 发布机构; bank.yaml names the usual one. */
    publisher: text().max(60, { error: '最多 60 个字' }).optional(),
    /** 文号: 沪学分银行〔2026〕3 号 */
    documentNumber: text().max(60, { error: '最多 60 个字' }).optional(),
    /** 成文日期 */
    writtenAt: date().optional(),
    /** 主题分类; absent: the entry's own heading. */
    subject: text().max(40, { error: '最多 40 个字' }).optional(),
    /** 内容概述; absent: the entry's summary. */
    abstract: text().max(300, { error: '最多 300 个字' }).optional(),
  }).optional();

/** The columns of the news, closed: each has a page and an address of its own. */
export const NEWS_CATEGORIES = ['通知公告', '工作动态', '政策文件', '规则更新'] as const;

/**
 * A heading that a bank chooses itself, so any words will do; but a bare number is what is left
 * when values slip from one field into the next.
 */
const heading = () =>
  text()
    .regex(/\p{L}/u, { error: (issue) => `「${issue.input}」不像分类，请写文字，如：开户与账户` })
    .max(20, { error: '分类最多 20 个字' });

export const regulationFields = fields({ ...common, node: code(), updatedAt: date() });

export const newsFields = fields({
  ...common,
  title: text(),
  category: oneOf(NEWS_CATEGORIES),
  summary: text(),
  publishedAt: date(),
  pinned: yesNo().optional(),
  attachments: sequence(fields({ file: fileName(), title: text() })).optional(),
  governmentInformation: governmentInformation(),
  formerSlugs: formerSlugs(),
});

export const downloadFields = fields({
  ...common,
  title: text(),
  category: heading(),
  version: text(),
  publishedAt: date(),
  file: fileName(),
  /** Files that this one replaced, kept to be looked up. */
  formerVersions: sequence(
    fields({ version: text(), publishedAt: date(), file: fileName() }),
  ).optional(),
  governmentInformation: governmentInformation(),
  formerSlugs: formerSlugs(),
});

/** An address on this site; that it leads somewhere is for `checkLinks`. */
const siteAddress = () =>
  text().regex(/^\/[^\s]*$/, {
    error: (issue) => `「${issue.input}」应是以 / 开头的站内地址，如：/branches/`,
  });

/** How one thing is done: each step, what to bring, how long it takes and where. */
const procedure = {
  title: text(),
  summary: text(),
  steps: sequence(fields({ title: text(), text: text() })),
  materials: sequence(text()),
  time: text(),
  where: text(),
  whereLink: siteAddress().optional(),
};

export const guideFields = fields({
  ...common,
  ...procedure,
  order: wholeNumber(1, 999),
  /** The forms that a process takes, where they differ in steps, materials or place. */
  variants: sequence(fields(procedure)).optional(),
  formerSlugs: formerSlugs(),
});

export const helpFields = fields({
  ...common,
  title: text(),
  category: heading(),
  order: wholeNumber(1, 999),
  formerSlugs: formerSlugs(),
});

export const pageFields = fields({
  ...common,
  title: text(),
  summary: text(),
  /** Who does what. */
  departments: sequence(fields({ name: text(), duties: text() })).optional(),
  milestones: sequence(
    fields({ date: date(), text: text(), link: siteAddress().optional() }),
  ).optional(),
  /** Which question goes to which desk. */
  enquiries: sequence(
    fields({ question: text(), desk: text(), link: siteAddress().optional() }),
  ).optional(),
  formerSlugs: formerSlugs(),
});

/** Every folder of Markdown entries in a content directory, and what its front matter holds. */
export const proseKinds = {
  nodes: { title: '网点规定', fields: regulationFields },
  news: { title: '新闻', fields: newsFields },
  downloads: { title: '文档下载', fields: downloadFields },
  guides: { title: '办事指南', fields: guideFields },
  help: { title: '常见问题', fields: helpFields },
  pages: { title: '页面', fields: pageFields },
} as const;

export type ProseKind = keyof typeof proseKinds;
export type ProseFields = { [K in ProseKind]: z.output<(typeof proseKinds)[K]['fields']> };
export const PROSE_KINDS = Object.keys(proseKinds) as ProseKind[];

const FIELD_TITLES: Record<string, string> = {
  title: '标题',
  category: '分类',
  summary: '摘要',
  version: '版本',
  file: '文件',
  attachments: '附件',
  pinned: '置顶',
  order: '顺序',
  steps: '步骤',
  materials: '材料',
  time: '办理时间',
  where: '办理地点',
  whereLink: '地点的地址',
  variants: '几种形式',
  departments: '部门',
  duties: '职责',
  milestones: '大事',
  date: '日期',
  enquiries: '到哪里问',
  question: '问题',
  desk: '找谁',
  link: '站内地址',
  name: '名称',
  node: '网点',
  source: '来源',
  sampleFields: '示例字段',
  updatedAt: '更新日期',
  draft: '草稿',
  publishedAt: '发布日期',
  expiresAt: '撤下日期',
  text: '内容',
  formerSlugs: '原来的文件名',
  formerVersions: '以前的版本',
  governmentInformation: '政府信息公开',
  indexNumber: '索引号',
  publisher: '发布机构',
  documentNumber: '文号',
  writtenAt: '成文日期',
  subject: '主题分类',
  abstract: '内容概述',
  body: '正文',
};

/** The same for those who never see the file: `附件第 2 项的文件`. */
export function fieldName(path: string): string {
  return path
    .split('.')
    .map((part) =>
      /^\d+$/.test(part) ? `第 ${Number(part) + 1} 项` : (FIELD_TITLES[part] ?? part),
    )
    .join('的')
    .replaceAll('的第 ', '第 ');
}

/**
 * What people call a field.
 * @param path field, or the way into a list as checks report it: `steps.0.text`
 */
export function fieldTitle(path: string): string {
  return path
    .split('.')
    .map((part) => {
      if (/^\d+$/.test(part)) return `第 ${Number(part) + 1} 项`;
      const title = FIELD_TITLES[part];
      return title ? `「${part}」（${title}）` : `「${part}」`;
    })
    .join('');
}
