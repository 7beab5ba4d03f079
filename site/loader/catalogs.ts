/**
 * What pages import: every catalog with its links, and every published Markdown entry.
 * The only caller of Astro's collections.
 */
import { type CollectionEntry, getCollection, render } from 'astro:content';
import { buildCatalogs, type Catalogs } from './build-catalogs.ts';
import { contentDirectory } from './content-directory.ts';
import { buildDay, isPublished } from './is-published.ts';
import { loadTables } from './load-tables.ts';
import { describeFile, namedFiles, type PublishedFile } from './published-files.ts';
import type { ProseEntry } from './read-prose.ts';
import type { ProseKind } from './schemas/prose.ts';

/** A published Markdown entry; `renderArticle` turns it into HTML. */
export interface Article<K extends ProseKind = ProseKind>
  extends Omit<ProseEntry<K>, 'body' | 'bodyLine'> {
  /** Files it names, with size and digest. */
  files: PublishedFile[];
  entry: CollectionEntry<`prose-${K}`>;
}

let built: Promise<Catalogs> | undefined;

/** `const bank = await catalogs(); bank.course('C0001')`. Built once; in dev, once a change. */
export function catalogs(): Promise<Catalogs> {
  built ??= loadTables().then((rows) => buildCatalogs(rows, buildDay()));
  return built;
}

const articles = new Map<ProseKind, Promise<Article[]>>();

function published<K extends ProseKind>(kind: K): Promise<Article<K>[]> {
  const known = import.meta.env.DEV ? undefined : articles.get(kind);
  const list = known ?? loadArticles(kind);
  articles.set(kind, list);
  return list as Promise<Article<K>[]>;
}

async function loadArticles(kind: ProseKind): Promise<Article[]> {
  const today = buildDay();
  const directory = contentDirectory();
  const entries = await getCollection(`prose-${kind}`);
  return entries
    .map((entry) => ({ entry, ...(entry.data as Omit<ProseEntry, 'body'>) }))
    .filter((article) => isPublished(article.data, today))
    .map((article) => ({
      ...article,
      files: namedFiles(kind, article.data).map((file) => describeFile(directory, article, file)),
    }));
}

/** Pinned first, then the newest. */
export async function news(): Promise<Article<'news'>[]> {
  const list = await published('news');
  return list.toSorted(
    (a, b) =>
      Number(b.data.pinned ?? false) - Number(a.data.pinned ?? false) ||
      b.data.publishedAt.localeCompare(a.data.publishedAt) ||
      bySlug(a, b),
  );
}

/** The newest first. */
export async function downloads(): Promise<Article<'downloads'>[]> {
  const list = await published('downloads');
  return list.toSorted(
    (a, b) => b.data.publishedAt.localeCompare(a.data.publishedAt) || bySlug(a, b),
  );
}

export async function guides(): Promise<Article<'guides'>[]> {
  return byOrder(await published('guides'));
}

export async function help(): Promise<Article<'help'>[]> {
  return byOrder(await published('help'));
}

export async function pages(): Promise<Article<'pages'>[]> {
  return (await published('pages')).toSorted(bySlug);
}

/** A page of content/pages by its file name, e.g. `about`. */
export async function page(slug: string): Promise<Article<'pages'> | undefined> {
  return (await pages()).find((article) => article.slug === slug);
}

/** A node's own conversion regulations. */
export async function regulations(nodeCode: string): Promise<Article<'nodes'> | undefined> {
  return (await published('nodes')).find((article) => article.data.node === nodeCode);
}

/** `const { Content, headings } = await renderArticle(article)` */
export function renderArticle(article: Article) {
  return render(article.entry);
}

function byOrder<T extends { slug: string; data: { order: number } }>(list: readonly T[]): T[] {
  return list.toSorted((a, b) => a.data.order - b.data.order || bySlug(a, b));
}

function bySlug(a: { slug: string }, b: { slug: string }): number {
  return a.slug.localeCompare(b.slug, 'en');
}
