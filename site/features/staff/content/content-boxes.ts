/** What all boxes of a form have: the field of the front matter, what people call it, what to say of it. */
interface Described {
  name: string;
  label: string;
  hint?: string | undefined;
  optional?: boolean | undefined;
  /** Characters. */
  limit?: number | undefined;
}

/**
 * One box of an entry's form. `suggest` is a line with proposals from the entries that there are,
 * `lines` a list of texts, one a line, `file` one of the draft's files, `group` rows of further boxes, `part` several boxes
 * under one heading.
 */
export type ContentBox = Described &
  (
    | { kind: 'text' | 'long' | 'date' | 'number' | 'yes-no' | 'suggest' | 'lines' | 'file' }
    | { kind: 'choice'; choices: readonly string[] }
    | { kind: 'group'; item: string; boxes: readonly ContentBox[] }
    | { kind: 'part'; boxes: readonly ContentBox[] }
  );
export type GroupBox = Extract<ContentBox, { kind: 'group' }>;

export const title = (hint: string): ContentBox => ({
  name: 'title',
  label: '标题',
  kind: 'text',
  hint,
  limit: 80,
});
export const summary: ContentBox = {
  name: 'summary',
  label: '摘要',
  kind: 'long',
  hint: '一两句话说明主要内容，显示在列表和搜索结果里。',
  limit: 200,
};
export const publishedAt: ContentBox = {
  name: 'publishedAt',
  label: '发布日期',
  kind: 'date',
  hint: '显示在页面上的日期。写以后的日期，到那一天才公开。',
};
export const version: ContentBox = {
  name: 'version',
  label: '版本',
  kind: 'text',
  hint: '如“2026 年版”。',
  limit: 40,
};
export const order: ContentBox = {
  name: 'order',
  label: '顺序',
  kind: 'number',
  hint: '1 至 999 的整数，小的排在前面。',
};
export const link: ContentBox = {
  name: 'link',
  label: '站内地址',
  kind: 'text',
  optional: true,
  hint: '以 / 开头，如 /branches/。',
};
/** What most entries never need changed. */
export const rare: readonly ContentBox[] = [
  {
    name: 'source',
    label: '来源',
    kind: 'text',
    hint: '内容出自哪里，如“本行通知”或文件的名称。',
    limit: 200,
  },
  {
    name: 'updatedAt',
    label: '更新日期',
    kind: 'date',
    optional: true,
    hint: '内容最近一次核对、修改的日期。',
  },
  {
    name: 'expiresAt',
    label: '撤下日期',
    kind: 'date',
    optional: true,
    hint: '到这一天自动从网站撤下；不填就一直保留。',
  },
  {
    name: 'sampleFields',
    label: '示例字段',
    kind: 'lines',
    optional: true,
    hint: '演示用：其中的内容是虚构的，页面上会标“示例”。一行写一个字段的英文名。',
  },
];
/** 政府信息公开 */
export const governmentInformation: ContentBox = {
  name: 'governmentInformation',
  label: '政府信息公开',
  kind: 'part',
  optional: true,
  hint: '按政府信息公开的要求列在正文上方。只有政策文件等需要的才填。',
  boxes: [
    {
      name: 'indexNumber',
      label: '索引号',
      kind: 'text',
      optional: true,
      limit: 60,
      hint: '不填，发布时自动编。',
    },
    { name: 'publisher', label: '发布机构', kind: 'text', optional: true, limit: 60 },
    {
      name: 'documentNumber',
      label: '文号',
      kind: 'text',
      optional: true,
      limit: 60,
      hint: '如“沪学分银行〔2026〕3 号”。',
    },
    { name: 'writtenAt', label: '成文日期', kind: 'date', optional: true },
    { name: 'subject', label: '主题分类', kind: 'text', optional: true, limit: 40 },
    {
      name: 'abstract',
      label: '内容概述',
      kind: 'long',
      optional: true,
      limit: 300,
      hint: '不填就用摘要。',
    },
  ],
};
/** How something is done: of a guide, and of each of its variants. */
export const procedure: readonly ContentBox[] = [
  {
    name: 'steps',
    label: '步骤',
    kind: 'group',
    item: '步',
    boxes: [
      { name: 'title', label: '做什么', kind: 'text', limit: 40 },
      { name: 'text', label: '怎么做', kind: 'long' },
    ],
  },
  { name: 'materials', label: '材料', kind: 'lines', hint: '要带的东西，一行写一样。' },
  { name: 'time', label: '办理时间', kind: 'text', hint: '如“当场办结”“5 个工作日”。' },
  { name: 'where', label: '办理地点', kind: 'text' },
  { ...link, name: 'whereLink', label: '地点的站内地址' },
];
