import type { ProseKindName } from '#domain/content-answers.ts';
import { NEWS_CATEGORIES } from '../../../loader/schemas/prose.ts';
import {
  type ContentBox,
  governmentInformation,
  link,
  order,
  procedure,
  publishedAt,
  rare,
  summary,
  title,
  version,
} from './content-boxes.ts';

export interface KindForm {
  /** Above the text. */
  boxes: readonly ContentBox[];
  /** Below it, folded away: what most entries never need changed. */
  more: readonly ContentBox[];
  /** What the text is called, and what to write in it. */
  body: { label: string; hint: string };
}

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
