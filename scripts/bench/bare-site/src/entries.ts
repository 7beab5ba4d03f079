/** Made-up entries, one for each page to match, and what the page of each shows. */
import { readFileSync } from 'node:fs';
import type { PageShape } from '../../page-shapes.ts';

export interface Entry {
  code: string;
  name: string;
  href: string;
  level: string;
  credits: number;
  shape: PageShape;
}

// All as long in bytes, so that the size of a page follows from counts.
const LEVELS = ['高职专科', '职业本科', '开放教育', '社区教育'];
const LABELS = ['代码', '层次', '学分', '学时', '学科', '性质', '等级', '状态', '来源', '日期'];
const SENTENCES = [
  '学分银行把各类学习成果认定、存入、转换为学分，供学习者在高校网点使用。',
  '申请认定要带上身份证件、证书原件和复印件，材料齐全的在三十天内办结。',
  '转换所得的学分计入专业总学分，每个专业可以转换的学分有上限。',
  '网点对成绩、取得时间和材料另有要求，申请以前请看该网点的转换规定。',
  '没有适用规则的证书也可以存入账户，有了规则以后再申请转换。',
  '对认定结果有异议的，可以在收到通知后申请复议，由另一位老师办理。',
];
/** Bytes of HTML beside that of rows, facts and paragraphs, and of one of each. */
const SHELL_BYTES = 1_850;
const ROW_BYTES = 108;
const FACT_BYTES = 42;
const PARAGRAPH_BYTES = 615;

const shapes: PageShape[] = JSON.parse(readFileSync('pages.json', 'utf8'));
const all: Entry[] = shapes.map((shape, index) => {
  const code = String(index).padStart(6, '0');
  return {
    code,
    name: `条目 ${code}`,
    href: `/entries/${code}/`,
    level: LEVELS[index % LEVELS.length] ?? '',
    credits: 1 + (index % 9),
    shape,
  };
});
const isList = ({ shape }: Entry) => shape.rows > 0 && shape.facts === 0;
/** What has a page of facts, rows and text, and what has a page of rows. */
export const entries = all.filter((entry) => !isList(entry));
export const lists = all.filter(isList);

/** As many other entries as the page has rows. */
export function linkedWith({ code, shape }: Entry): Entry[] {
  const start = (Number(code) * 7) % entries.length;
  const found = entries.slice(start, start + shape.rows);
  return [...found, ...entries.slice(0, shape.rows - found.length)];
}

export function factsOf({ code, level, shape }: Entry): { label: string; value: string }[] {
  return Array.from({ length: shape.facts }, (_, index) => ({
    label: LABELS[index % LABELS.length] ?? '',
    value: `${level}${code}`,
  }));
}

/** Text that fills the page up to its size. */
export function paragraphsOf({ code, name, shape }: Entry): string[] {
  const left = shape.bytes - SHELL_BYTES - shape.rows * ROW_BYTES - shape.facts * FACT_BYTES;
  const count = Math.max(0, Math.round(left / PARAGRAPH_BYTES));
  return Array.from({ length: count }, (_, paragraph) => {
    const first = (Number(code) + paragraph) % SENTENCES.length;
    const sentences = [...SENTENCES.slice(first), ...SENTENCES.slice(0, first)];
    return `${name}，第 ${paragraph + 1} 段。${sentences.join('')}`;
  });
}
