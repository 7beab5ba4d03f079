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
});

export const downloadFields = fields({
  ...common,
  title: text(),
  category: heading(),
  version: text(),
  publishedAt: date(),
  file: fileName(),
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
});

export const helpFields = fields({
  ...common,
  title: text(),
  category: heading(),
  order: wholeNumber(1, 999),
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
};

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
