import type { AnyExtension, JSONContent, MarkdownRendererHelpers } from '@tiptap/core';
import Image from '@tiptap/extension-image';
import Paragraph from '@tiptap/extension-paragraph';
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table';
import StarterKit from '@tiptap/starter-kit';

/** A line that would begin a list, a heading or a rule is told to be text. */
function asText(line: string): string {
  return line
    .replace(/^\s+/, '')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
    .replace(/^([-+#=])/, (mark: string, _: string, __: number, all: string) =>
      /^([-+](\s|$)|#{1,6}(\s|$)|-{2,}\s*$|=+\s*$)/.test(all) ? `\\${mark}` : mark,
    );
}

/** GFM without padding, so that one changed cell changes one line. */
function drawTable(table: JSONContent, helpers: MarkdownRendererHelpers): string {
  const [head = [], ...rows] = (table.content ?? []).map((row) =>
    (row.content ?? []).map((cell) => ({
      align: cell.attrs?.['align'] as string | null | undefined,
      text: helpers
        .renderChildren(cell.content?.flatMap((block) => block.content ?? []) ?? [])
        .replaceAll(/\s*\n\s*/g, '<br>')
        .replaceAll('|', '\\|')
        .trim(),
    })),
  );
  const line = (texts: string[]) => `| ${texts.join(' | ')} |`;
  const rules = head.map(({ align }) => {
    if (align === 'right') return '---:';
    return align === 'center' ? ':---:' : align === 'left' ? ':---' : '---';
  });
  return [head.map(({ text }) => text), rules, ...rows.map((row) => row.map(({ text }) => text))]
    .map(line)
    .join('\n');
}

const TextParagraph = Paragraph.extend({
  parseMarkdown: (token, helpers) =>
    helpers.createNode('paragraph', undefined, helpers.parseInline(token.tokens ?? [])),
  renderMarkdown: (node: JSONContent, helpers: MarkdownRendererHelpers) =>
    helpers
      .renderChildren(node.content ?? [])
      .split('\n')
      .map(asText)
      .join('\n'),
});

/** Cells hold one paragraph, as Markdown has no more. */
const cell = { content: 'paragraph' } as const;

/**
 * What a text may be made of: what Markdown has and the site draws. Nothing here writes a style into
 * the page, which its policy forbids.
 * @param addressOf where the picture of an entry is fetched from
 */
export function textExtensions(addressOf: (name: string) => string): AnyExtension[] {
  return [
    StarterKit.configure({
      paragraph: false,
      underline: false,
      dropcursor: false,
      heading: { levels: [1, 2, 3, 4, 5, 6] },
      link: { openOnClick: false, HTMLAttributes: { target: null, rel: null } },
    }),
    TextParagraph,
    Table.configure({ resizable: false, View: null }).extend({
      renderHTML: () => ['table', ['tbody', 0]],
      renderMarkdown: (node: JSONContent, helpers: MarkdownRendererHelpers) =>
        drawTable(node, helpers),
    }),
    TableRow,
    TableHeader.extend({ ...cell, renderHTML: () => ['th', 0] }),
    TableCell.extend({ ...cell, renderHTML: () => ['td', 0] }),
    Image.configure({ inline: true }).extend({
      renderHTML: ({ node }) => [
        'img',
        {
          src: isOwnFile(node.attrs['src']) ? addressOf(node.attrs['src']) : node.attrs['src'],
          alt: node.attrs['alt'] ?? '',
          'data-name': node.attrs['src'],
        },
      ],
      parseHTML: () => [
        {
          tag: 'img[data-name]',
          getAttrs: (element) => ({
            src: element.getAttribute('data-name'),
            alt: element.getAttribute('alt'),
          }),
        },
      ],
    }),
  ];
}

/** A bare name lies beside the entry. */
function isOwnFile(source: unknown): source is string {
  return typeof source === 'string' && !source.includes('/') && !source.includes(':');
}
