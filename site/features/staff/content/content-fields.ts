import type { ProseKindName } from '#domain/content-answers.ts';
import { NEWS_CATEGORIES } from '../../../loader/schemas/prose.ts';

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

export interface KindForm {
  /** Above the text. */
  boxes: readonly ContentBox[];
  /** Below it, folded away: what most entries never need changed. */
  more: readonly ContentBox[];
  /** What the text is called, and what to write in it. */
  body: { label: string; hint: string };
}

const title = (hint: string): ContentBox => ({
  name: 'title',
  label: '标题',
  kind: 'text',
  hint,
  limit: 80,
});
const summary: ContentBox = {
  name: 'summary',
  label: '摘要',
  kind: 'long',
  hint: '一两句话说明主要内容，显示在列表和搜索结果里。',
  limit: 200,
};
const publishedAt: ContentBox = {
  name: 'publishedAt',
  label: '发布日期',
  kind: 'date',
  hint: '显示在页面上的日期。写以后的日期，到那一天才公开。',
};
const version: ContentBox = {
  name: 'version',
  label: '版本',
  kind: 'text',
  hint: '如“2026 年版”。',
  limit: 40,
};
const order: ContentBox = {
  name: 'order',
  label: '顺序',
  kind: 'number',
  hint: '1 至 999 的整数，小的排在前面。',
};
const link: ContentBox = {
  name: 'link',
  label: '站内地址',
  kind: 'text',
  optional: true,
  hint: '以 / 开头，如 /branches/。',
};
const rare: readonly ContentBox[] = [
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
const governmentInformation: ContentBox = {
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
const procedure: readonly ContentBox[] = [
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
const text = (hint: string) => ({ label: '正文', hint });

/** The form of each kind. What the schema of a kind has and no box shows is carried along unseen. */
export const kindForms: Readonly<Record<ProseKindName, KindForm>> = {
  news: {
    boxes: [
      title('写全称，如“关于 2026 年寒假期间暂停认定受理的通知”。'),
      { name: 'category', label: '分类', kind: 'choice', choices: NEWS_CATEGORIES },
      summary,
      publishedAt,
      { name: 'pinned', label: '置顶', kind: 'yes-no', optional: true, hint: '排在新闻的最前面。' },
      {
        name: 'attachments',
        label: '附件',
        kind: 'group',
        item: '个附件',
        optional: true,
        boxes: [
          { name: 'file', label: '文件', kind: 'file' },
          { name: 'title', label: '显示的名称', kind: 'text', limit: 80 },
        ],
      },
    ],
    more: [...rare, governmentInformation],
    body: text('从 Word 粘贴时，表格、加粗、列表、链接都会保留，字体、颜色会去掉。'),
  },
  downloads: {
    boxes: [
      title('文件的名称，如“学习账户开户申请表”。'),
      {
        name: 'category',
        label: '分类',
        kind: 'suggest',
        hint: '可以选已有的分类，也可以写新的。',
        limit: 20,
      },
      { name: 'file', label: '文件', kind: 'file', hint: '点击下载的就是它。' },
      version,
      publishedAt,
    ],
    more: [
      ...rare,
      {
        name: 'formerVersions',
        label: '以前的版本',
        kind: 'group',
        item: '个旧版本',
        optional: true,
        hint: '换下的旧文件，留着给人查。',
        boxes: [{ name: 'file', label: '文件', kind: 'file' }, version, publishedAt],
      },
      governmentInformation,
    ],
    body: text('说明文件给谁用、怎样填写。'),
  },
  guides: {
    boxes: [
      title('办什么事，如“开立学习账户”。'),
      summary,
      order,
      ...procedure,
      {
        name: 'variants',
        label: '几种形式',
        kind: 'group',
        item: '种形式',
        optional: true,
        hint: '步骤、材料或地点不同的办法，如“单位集体存入”。',
        boxes: [title('这种形式的名称。'), summary, ...procedure],
      },
      { ...publishedAt, optional: true },
    ],
    more: rare,
    body: text('步骤、材料之外还要说明的内容。'),
  },
  help: {
    boxes: [
      title('一句问话，如“办这些事要花钱吗？”。'),
      {
        name: 'category',
        label: '分类',
        kind: 'suggest',
        hint: '可以选已有的分类，也可以写新的。',
        limit: 20,
      },
      order,
      { ...publishedAt, optional: true },
    ],
    more: rare,
    body: text('直接回答，先说结论。'),
  },
  pages: {
    boxes: [
      title('页面的名称。'),
      summary,
      {
        name: 'enquiries',
        label: '到哪里问',
        kind: 'group',
        item: '个问题',
        optional: true,
        boxes: [
          { name: 'question', label: '什么事', kind: 'text' },
          { name: 'desk', label: '找谁', kind: 'text' },
          link,
        ],
      },
      {
        name: 'departments',
        label: '部门',
        kind: 'group',
        item: '个部门',
        optional: true,
        boxes: [
          { name: 'name', label: '名称', kind: 'text' },
          { name: 'duties', label: '职责', kind: 'long' },
        ],
      },
      {
        name: 'milestones',
        label: '大事',
        kind: 'group',
        item: '件大事',
        optional: true,
        boxes: [
          { name: 'date', label: '日期', kind: 'date' },
          { name: 'text', label: '内容', kind: 'text' },
          link,
        ],
      },
    ],
    more: [...rare, { ...publishedAt, optional: true }],
    body: text('页面上其余的内容。'),
  },
  nodes: {
    boxes: [
      { name: 'node', label: '网点代码', kind: 'text', hint: '如 WD01，与高校网点目录一致。' },
      {
        name: 'updatedAt',
        label: '更新日期',
        kind: 'date',
        hint: '规定最近一次修改的日期。',
      },
    ],
    more: [...rare.filter(({ name }) => name !== 'updatedAt'), { ...publishedAt, optional: true }],
    body: text('网点自己的转换规定：谁可以申请、要交什么、最多转换多少。'),
  },
};

/** Name and id of the box of a field (`steps.0.text`); the entry as a whole has the form's own. */
export function fieldId(field: string | undefined): string {
  if (field === undefined || field === '') return 'entry';
  return field === 'body' || field === 'slug' ? field : `f_${field.replaceAll('.', '_')}`;
}
