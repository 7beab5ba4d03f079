/**
 * What pages import: every catalog with its links, and every published Markdown entry. All of it is
 * read through `read`, which notes what a page is made of.
 */
import { buildCatalogs, type Catalogs } from './build-catalogs.ts';
import { isPublished } from './is-published.ts';
import { loadProse } from './load-prose.ts';
import { loadTables } from './load-tables.ts';
import { describeFile, namedFiles, type PublishedFile } from './published-files.ts';
import { describePictures, type PublishedPicture } from './published-pictures.ts';
import type { ProseEntry } from './read-prose.ts';
import { read } from './reading.ts';
import { type RenderedText, renderMarkdown } from './render-markdown.ts';
import { PROSE_KINDS, type ProseKind } from './schemas/prose.ts';

/** A published Markdown entry; `renderArticle` turns it into HTML. */
export interface Article<K extends ProseKind = ProseKind> extends Omit<ProseEntry<K>, 'bodyLine'> {
  /** Files it names, with size and digest. */
  files: PublishedFile[];
  /** Pictures that its text shows. */
  pictures: PublishedPicture[];
}

/** Outside a build; in watch mode a change of content makes this module anew. */
const keptHere = new Map<string, unknown>();

/** `const bank = await catalogs(); bank.course('C0001')`. Built once for each state of the content. */
export function catalogs(): Promise<Catalogs> {
  const { directory, today, kept = keptHere } = read('catalogs', 'day');
  return keep(kept, 'catalogs', async () => buildCatalogs(await loadTables(directory), today));
}

function published<K extends ProseKind>(kind: K): Promise<Article<K>[]> {
  const { directory, today, preview, kept = keptHere } = read(kind, 'day');
  return keep(kept, kind, async () =>
    (await loadProse(directory, kind))
      .filter(
        ({ slug, data }) =>
          isPublished(data, today) || (kind === preview?.kind && slug === preview.slug),
      )
      .map(({ bodyLine: _, ...entry }) => ({
        ...entry,
        files: namedFiles(kind, entry.data).map((file) => describeFile(directory, entry, file)),
        pictures: describePictures(directory, entry),
      })),
  );
}

function keep<T>(kept: Map<string, unknown>, name: string, make: () => Promise<T>): Promise<T> {
  const known = kept.get(name) as Promise<T> | undefined;
  if (known) return known;
  const made = make();
  kept.set(name, made);
  // The next to ask may have better luck.
  made.catch(() => kept.delete(name));
  return made;
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

/** What is published of every kind. */
export async function allArticles(): Promise<Article[]> {
  return (await Promise.all(PROSE_KINDS.map((kind) => published<ProseKind>(kind)))).flat();
}

/** `const { html, headings } = await renderArticle(article)` */
export function renderArticle(article: Article): Promise<RenderedText> {
  return renderMarkdown(article.body, article.pictures);
}

function byOrder<T extends { slug: string; data: { order: number } }>(list: readonly T[]): T[] {
  return list.toSorted((a, b) => a.data.order - b.data.order || bySlug(a, b));
}

function bySlug(a: { slug: string }, b: { slug: string }): number {
  return a.slug.localeCompare(b.slug, 'en');
}
