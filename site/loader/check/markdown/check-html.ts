import type { Problem } from '../../problem.ts';
import type { Content } from '../../read-content.ts';
import { allProse } from '../../read-content.ts';
import { FROM_WORD } from '../text-findings.ts';
import { readMarkdown } from './read-markdown.ts';

/**
 * HTML in Markdown goes into the page as it is: scripts, frames, forms, styles of other programs. None of
 * it is needed, so none is taken.
 */
export function checkHtml(content: Content): Problem[] {
  return allProse(content).flatMap(({ file, body, bodyLine }) => {
    const lines = new Map<number, string>();
    for (const { text, line } of readMarkdown(body).html) {
      if (!lines.has(line)) lines.set(line, messageOf(text));
    }
    return [...lines].map(([line, message]) => ({
      rank: 'cell' as const,
      file,
      row: bodyLine + line - 1,
      message,
    }));
  });
}

function messageOf(html: string): string {
  const tag = /^<[^\s>]*/.exec(html)?.[0] ?? '<';
  if (FROM_WORD.test(html)) {
    return '有 Word 带来的格式代码，读者会看到乱码。请删去，或从 Word 里重新粘贴成纯文字';
  }
  if (tag.startsWith('<!--')) {
    return '注释「<!-- -->」会随网页公布，谁都看得到。请删去，要记的事写在别处';
  }
  const danger = /^<(script|iframe|object|embed|form|style|link|meta)\b/i.test(tag)
    ? '不能放进网页'
    : '不能用在正文里';
  return `「${tag}>」是 HTML 代码，${danger}。请删去，改用 Markdown 的写法：**加粗**、列表、表格、[文字](地址)；要写出尖括号本身，请写成 \\<`;
}
