import { z } from '#domain/chinese-schema.ts';
import { code, date, text, wholeNumber, yesNo } from './cells.ts';

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

export const NEWS_CATEGORIES = ['通知公告', '工作动态', '政策文件'] as const;

export const regulationFields = fields({ ...common, node: code(), updatedAt: date() });

export const newsFields = fields({
  ...common,
  title: text(),
  category: text(),
  summary: text(),
  publishedAt: date(),
  pinned: yesNo().optional(),
  attachments: sequence(fields({ file: fileName(), title: text() })).optional(),
});

export const downloadFields = fields({
  ...common,
  title: text(),
  category: text(),
  version: text(),
  publishedAt: date(),
  file: fileName(),
});

export const guideFields = fields({
  ...common,
  title: text(),
  order: wholeNumber(1, 999),
  summary: text(),
  steps: sequence(fields({ title: text(), text: text() })),
  materials: sequence(text()),
  time: text(),
  where: text(),
});

export const helpFields = fields({
  ...common,
  title: text(),
  category: text(),
  order: wholeNumber(1, 999),
});

export const pageFields = fields({ ...common, title: text(), summary: text() });

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
