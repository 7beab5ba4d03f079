import { formatChineseDate } from '#domain/china-date.ts';
import type { Problem } from '../problem.ts';
import { allProse, type Content } from '../read-content.ts';
import { type ProseKind, proseKinds } from '../schemas/prose.ts';
import { canTell, cellProblem, fieldProblem, rowsOf } from './row-problems.ts';

/** Folders without which a page of the site would be bare. */
export const NEEDED_FOLDERS: ProseKind[] = ['nodes', 'guides', 'help'];
/** Pages that the site's own navigation leads to. */
const NEEDED_PAGES = ['about', 'how-it-works'];

/**
 * What must be written and is not, and dates that cannot be meant.
 * @param today `YYYY-MM-DD`
 */
export function checkProse(content: Content, today: string): Problem[] {
  return [
    ...checkFolders(content),
    ...checkPages(content),
    ...checkBodies(content),
    ...checkCategories(content),
    ...checkRegulations(content),
    ...checkNodesHaveRegulations(content),
    ...checkPublicationDates(content, today),
  ];
}

function checkFolders({ prose, tables }: Content): Problem[] {
  return NEEDED_FOLDERS.filter((kind) => prose[kind].slugs.size === 0)
    .filter((kind) => kind !== 'nodes' || !tables.nodes.readable || tables.nodes.codes.size > 0)
    .map((kind) => ({
      rank: kind === 'nodes' ? ('incomplete' as const) : ('missing-file' as const),
      file: kind,
      message: `${kind} 文件夹不在或者是空的，网站上就没有${proseKinds[kind].title}。请把 .md 文件放回这个文件夹`,
    }));
}

function checkPages({ prose }: Content): Problem[] {
  return NEEDED_PAGES.filter((slug) => !prose.pages.slugs.has(slug)).map((slug) => ({
    rank: 'missing-file' as const,
    file: `pages/${slug}.md`,
    message: '缺少这个文件，网站的导航里有这一页',
  }));
}

/** A heading outside the list of bank.yaml is misspelt, or the list is behind. */
function checkCategories(content: Content): Problem[] {
  const { bank, prose } = content;
  const kinds = ['help', 'downloads'] as const;
  return kinds.flatMap((kind) => {
    const known = bank?.categories[kind];
    if (known === undefined) return [];
    return prose[kind].entries
      .filter(({ data }) => !known.includes(data.category))
      .map((entry) => {
        const message = `「${entry.data.category}」不在 bank.yaml 的 categories.${kind} 里，可填：${known.join('、')}`;
        return fieldProblem(content, entry, 'category', message);
      });
  });
}

/** A draft may still be empty. */
function checkBodies(content: Content): Problem[] {
  return allProse(content)
    .filter(({ body, data }) => !data.draft && body.trim() === '')
    .map(({ file, bodyLine }) => ({
      rank: 'cell' as const,
      file,
      row: bodyLine,
      message: '没有正文。请在属性区（第二个 ---）下面写正文；还没写好就加一行 draft: true',
    }));
}

/** Regulations belong to a node and are named after it, as their address is. */
function checkRegulations(content: Content): Problem[] {
  const { nodes } = content.tables;
  if (!canTell(nodes)) return [];
  const problems: Problem[] = [];
  for (const entry of content.prose.nodes.entries) {
    const { node } = entry.data as { node: string };
    const say = (message: string) =>
      problems.push(fieldProblem(content, entry, 'node', message, 'reference'));
    if (!nodes.codes.has(node)) say(`「${node}」在高校网点（nodes.csv）里找不到`);
    else if (entry.slug !== node) say(`文件名应与网点代码一致：${node}.md`);
  }
  return problems;
}

/** A node that still works says what it demands of those who come. */
function checkNodesHaveRegulations({ tables, prose }: Content): Problem[] {
  const { slugs, entries } = prose.nodes;
  if (slugs.size === 0) return [];
  const written = new Set(entries.map(({ data }) => data.node));
  const drafts = new Set(entries.flatMap(({ data }) => (data.draft ? data.node : [])));
  const problems: Problem[] = [];
  for (const { row, line } of rowsOf(tables.nodes)) {
    if (row.status === 'retired' || row.status === 'superseded') continue;
    const say = (message: string) =>
      problems.push(cellProblem(tables.nodes, line, 'code', message, 'incomplete'));
    if (drafts.has(row.code)) {
      say(`网点「${row.name}」的规定 nodes/${row.code}.md 还是草稿，网点页面上会没有规定`);
    } else if (!slugs.has(row.code) && !written.has(row.code)) {
      say(`网点「${row.name}」没有规定，请在 nodes 文件夹里补上 ${row.code}.md`);
    }
  }
  return problems;
}

/** @param day, today `YYYY-MM-DD` */
export function isTooFarAhead(day: string, today: string): boolean {
  return day > `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`;
}

/** Publishing later is fine; more than a year ahead is a wrong year. */
function checkPublicationDates(content: Content, today: string): Problem[] {
  return allProse(content).flatMap((entry) => {
    const { publishedAt } = entry.data;
    if (publishedAt === undefined || !isTooFarAhead(publishedAt, today)) return [];
    const message = `${formatChineseDate(publishedAt)}在一年以后，在那以前没有人看得到，请核对年份`;
    return fieldProblem(content, entry, 'publishedAt', message);
  });
}
