import { formerSlugsOf } from '../former-slugs.ts';
import { isPublished } from '../is-published.ts';
import type { Problem } from '../problem.ts';
import { namedFiles } from '../published-files.ts';
import { allProse, type Content } from '../read-content.ts';
import type { ProseEntry } from '../read-prose.ts';
import {
  entityPath,
  FIXED_PATHS,
  filePath,
  PAGED_CATALOGS,
  prosePath,
  STANDARDS_PATH,
} from '../routes.ts';
import { fieldTitle, PROSE_KINDS } from '../schemas/prose.ts';
import { isTooFarAhead, NEEDED_FOLDERS } from './check-prose.ts';
import { lostItsZeros } from './lost-zeros.ts';
import { linksIn, type MarkdownLink } from './markdown/read-markdown.ts';
import { canTell } from './row-problems.ts';

/** Places of the site that are made by the service or by the build, not by content. */
const GENERATED = /^\/(api|data|\.well-known|feed\.xml|sitemap-index\.xml)(\/|$)/;

/**
 * The addresses that pages make by listing content (`/courses/level/本科/`, `/news/year/2026/`), not
 * encoded. Pages know them, the loader does not.
 */
export type ListedAddresses = (content: Content, today: string) => ReadonlySet<string>;

/** What links may lead to. */
interface Places {
  content: Content;
  addresses: ReadonlySet<string>;
  /** Asked only for addresses that look like a list's; the lists take a second to make. */
  isListed: (path: string) => boolean;
}

/**
 * Links of published entries that lead nowhere.
 * @param listed without it, links to lists are taken to be right
 */
export function checkLinks(content: Content, today: string, listed?: ListedAddresses): Problem[] {
  const published = allProse(content).filter((entry) => isPublished(entry.data, today));
  let lists: ReadonlySet<string> | undefined;
  const places: Places = {
    content,
    addresses: knownAddresses(content, published, today),
    isListed: (path) => {
      lists ??= listed?.(content, today);
      return lists?.has(decoded(path)) ?? true;
    },
  };
  return [
    ...published.flatMap((entry) => [...checkBody(entry, places), ...checkFields(entry, places)]),
    ...checkPageNames(content),
  ];
}

function knownAddresses(
  content: Content,
  published: readonly ProseEntry[],
  today: string,
): Set<string> {
  // An entry with a fault of its own, its date too, is reported for that, not for the links to it as well.
  const faulty = PROSE_KINDS.flatMap((kind) => {
    const { slugs, entries } = content.prose[kind];
    const good = new Set(entries.map(({ slug }) => slug));
    return [...slugs].filter((slug) => !good.has(slug)).map((slug) => prosePath(kind, slug));
  });
  return new Set([
    ...FIXED_PATHS,
    ...(content.tables.standards.rows.length > 0 ? [STANDARDS_PATH] : []),
    ...faulty,
    ...PAGED_CATALOGS.flatMap((name) =>
      [...content.tables[name].codes].map((code) => entityPath(name, code)),
    ),
    ...allProse(content)
      .filter(({ data: { publishedAt } }) => publishedAt && isTooFarAhead(publishedAt, today))
      .map(({ kind, slug }) => prosePath(kind, slug)),
    ...[...content.tables['node-majors'].rows, ...content.tables['node-majors'].faulty].map(
      ({ node, major }) => `/nodes/${node}/majors/${major}/`,
    ),
    ...published.flatMap(({ kind, slug, data }) => [
      prosePath(kind, slug),
      ...formerSlugsOf(data).map((former) => prosePath(kind, former)),
      ...namedFiles(kind, data).map(({ file }) => filePath(kind, slug, file)),
    ]),
  ]);
}

function checkBody(entry: ProseEntry, places: Places): Problem[] {
  const problems: Problem[] = [];
  for (const link of linksIn(entry.body)) {
    const message = faultOf(link, places);
    if (message === undefined) continue;
    problems.push({ rank: 'link', file: entry.file, row: entry.bodyLine + link.line - 1, message });
  }
  return problems;
}

/** Addresses that the front matter gives: `whereLink`, `enquiries.0.link`. */
function checkFields(entry: ProseEntry, places: Places): Problem[] {
  return [...linkFields(entry.data)].flatMap(({ path, target }) => {
    const message = faultOf({ target, picture: false }, places);
    if (message === undefined) return [];
    const [field = ''] = path.split('.');
    const row = places.content.prose[entry.kind].fieldLines.get(entry.slug)?.[field];
    const where = fieldTitle(path);
    return { rank: 'link' as const, file: entry.file, row, column: path, where, message };
  });
}

function* linkFields(value: unknown, path = ''): Generator<{ path: string; target: string }> {
  if (typeof value !== 'object' || value === null) return;
  for (const [name, item] of Object.entries(value)) {
    const here = path === '' ? name : `${path}.${name}`;
    if (typeof item === 'string' && /^(link|whereLink)$/.test(name)) {
      yield { path: here, target: item };
    }
    yield* linkFields(item, here);
  }
}

function faultOf(
  { target, picture }: Pick<MarkdownLink, 'target' | 'picture'>,
  { content, addresses, isListed }: Places,
): string | undefined {
  if (picture) return undefined;
  if (isBadlyEncoded(target)) return `链接「${target}」里的 % 写法不对，请从浏览器地址栏重新复制`;
  if (/^(https?:|mailto:|tel:|#)/.test(target)) return undefined;
  if (/^[a-z][a-z0-9+.-]*:/i.test(target))
    return `链接「${target}」的写法不允许，只用网址、邮箱或站内地址`;
  if (!target.startsWith('/')) {
    return `链接「${target}」请以 / 开头写站内地址；要附文件，请写进属性区`;
  }
  const [path = ''] = target.split(/[?#]/);
  if (GENERATED.test(path)) return undefined;
  const anchored = target.replace(/\?[^#]*/, '');
  // Help answers and downloads are anchors of one page; other anchors depend on headings.
  const isEntryAnchor = /^\/(help|downloads)\/#/.test(anchored);
  if (addresses.has(isEntryAnchor ? anchored : path)) return undefined;
  if (isUncertain(path, content)) return undefined;
  if (isList(path) && (content.problems.length > 0 || isListed(path))) return undefined;
  if (addresses.has(`${path}/`)) return `站内链接「${target}」应以 / 结尾：${path}/`;
  const exists = allProse(content).some(({ kind, slug }) =>
    [path, anchored].includes(prosePath(kind, slug)),
  );
  return exists
    ? `站内链接「${target}」没有对应的页面：那一篇是草稿，或者不在发布期内`
    : `站内链接「${target}」没有对应的页面，请核对地址`;
}

/** Whether an address can only be one of a list: narrowed, sorted, paged, or as a file. */
function isList(path: string): boolean {
  const [folder = '', ...parts] = path.split('/').filter(Boolean);
  if (folder === 'news') return /^(category|year|page)$/.test(parts[0] ?? '') && parts.length > 1;
  const isCatalog = PAGED_CATALOGS.some((name) => name === folder);
  return isCatalog && (parts.length > 1 || /\.(csv|json)$/.test(path));
}

function decoded(path: string): string {
  return isBadlyEncoded(path) ? path : decodeURI(path);
}

/** Such an address stops the build: RFC 3986, 2.1. */
function isBadlyEncoded(path: string): boolean {
  try {
    decodeURI(path);
    return false;
  } catch {
    return true;
  }
}

/** Whether a fault of another file, reported there, is why the address is not known. */
function isUncertain(path: string, { tables, prose }: Content): boolean {
  const [, folder = '', code = ''] = path.split('/');
  const catalog = PAGED_CATALOGS.find((name) => name === folder);
  const uncertain = catalog
    ? !canTell(tables[catalog]) || lostItsZeros(tables[catalog], code)
    : path.includes('/files/') && hasFaultyEntries(prose, folder);
  return uncertain || isNeededAndEmpty(prose, folder);
}

function isNeededAndEmpty(prose: Content['prose'], folder: string): boolean {
  const kind = NEEDED_FOLDERS.find((name) => name === folder);
  return kind !== undefined && prose[kind].slugs.size === 0;
}

function hasFaultyEntries(prose: Content['prose'], folder: string): boolean {
  const kind = PROSE_KINDS.find((name) => name === folder);
  return kind !== undefined && prose[kind].entries.length < prose[kind].slugs.size;
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
