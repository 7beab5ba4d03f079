import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isPublished } from '../is-published.ts';
import type { Problem } from '../problem.ts';
import { namedFiles } from '../published-files.ts';
import { allProse, type Content } from '../read-content.ts';
import type { ProseEntry } from '../read-prose.ts';
import { entityPath, FIXED_PATHS, filePath, PAGED_CATALOGS, prosePath } from '../routes.ts';
import { PROSE_KINDS } from '../schemas/prose.ts';
import { linksIn, type MarkdownLink } from './markdown-links.ts';

/** Places of the site that are made by the service or by the build, not by content. */
const GENERATED = /^\/(api|data|\.well-known|feed\.xml|sitemap-index\.xml)(\/|$)/;

/** Links of published entries that lead nowhere, and files that are not there. */
export function checkLinks(content: Content, today: string): Problem[] {
  const published = allProse(content).filter((entry) => isPublished(entry.data, today));
  const addresses = knownAddresses(content, published);
  return [
    ...published.flatMap((entry) => checkBody(entry, addresses, content)),
    ...allProse(content).flatMap((entry) => checkFiles(entry, content.directory)),
    ...checkPageNames(content),
  ];
}

function knownAddresses(content: Content, published: readonly ProseEntry[]): Set<string> {
  // An entry with a fault of its own is reported for that, not for the links to it as well.
  const faulty = PROSE_KINDS.flatMap((kind) => {
    const { slugs, entries } = content.prose[kind];
    const good = new Set(entries.map(({ slug }) => slug));
    return [...slugs].filter((slug) => !good.has(slug)).map((slug) => prosePath(kind, slug));
  });
  return new Set([
    ...FIXED_PATHS,
    ...faulty,
    ...PAGED_CATALOGS.flatMap((name) =>
      [...content.tables[name].codes].map((code) => entityPath(name, code)),
    ),
    ...published.flatMap(({ kind, slug, data }) => [
      prosePath(kind, slug),
      ...namedFiles(kind, data).map(({ file }) => filePath(kind, slug, file)),
    ]),
  ]);
}

function checkBody(entry: ProseEntry, addresses: Set<string>, content: Content): Problem[] {
  const problems: Problem[] = [];
  for (const link of linksIn(entry.body)) {
    const message = faultOf(link, entry, addresses, content);
    if (message === undefined) continue;
    problems.push({ rank: 'link', file: entry.file, row: entry.bodyLine + link.line - 1, message });
  }
  return problems;
}

function faultOf(
  { target, picture }: MarkdownLink,
  entry: ProseEntry,
  addresses: Set<string>,
  content: Content,
): string | undefined {
  if (/^(https?:|mailto:|tel:|#)/.test(target)) return undefined;
  if (/^[a-z][a-z0-9+.-]*:/i.test(target))
    return `链接「${target}」的写法不允许，只用网址、邮箱或站内地址`;
  if (!target.startsWith('/')) {
    if (!picture) return `链接「${target}」请以 / 开头写站内地址；要附文件，请写进属性区`;
    const there = existsSync(join(content.directory, entry.kind, decodeURI(target)));
    return there ? undefined : `找不到图片「${target}」`;
  }
  const [path = ''] = target.split(/[?#]/);
  if (GENERATED.test(path)) return undefined;
  const anchored = target.replace(/\?[^#]*/, '');
  // Help answers and downloads are anchors of one page; other anchors depend on headings.
  const isEntryAnchor = /^\/(help|downloads)\/#/.test(anchored);
  if (addresses.has(isEntryAnchor ? anchored : path)) return undefined;
  if (addresses.has(`${path}/`)) return `站内链接「${target}」应以 / 结尾：${path}/`;
  return `站内链接「${target}」没有对应的页面，请核对地址`;
}

function checkFiles({ kind, data, file: entry }: ProseEntry, directory: string): Problem[] {
  return namedFiles(kind, data)
    .filter(({ file }) => !existsSync(join(directory, kind, file)))
    .map(({ file }) => ({
      rank: 'link' as const,
      file: entry,
      column: kind === 'downloads' ? 'file' : 'attachments',
      message: `找不到附件「${file}」，请把它放进 ${kind} 文件夹，并核对文件名大小写`,
    }));
}

/** A page named like a catalog would take its address. */
function checkPageNames({ prose }: Content): Problem[] {
  const taken = ['/', ...PAGED_CATALOGS.map((name) => `/${name}/`), '/news/', '/downloads/'];
  return [...prose.pages.slugs]
    .filter((slug) =>
      [...taken, '/guides/', '/help/', '/verify/'].includes(prosePath('pages', slug)),
    )
    .map((slug) => ({
      rank: 'duplicate' as const,
      file: `pages/${slug}.md`,
      message: `文件名「${slug}」已被本站的栏目占用，请换一个`,
    }));
}
