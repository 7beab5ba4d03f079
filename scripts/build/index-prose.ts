import { readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { close, createIndex, type PagefindIndex } from 'pagefind';
import { partCharacters } from '../../site/features/search/single-characters.ts';

/** Pagefind also writes search boxes of its own, half a megabyte that no page uses. */
const NEEDED =
  /^(pagefind\.js|pagefind-(worker\.js|entry\.json)|[^/]+\.(pf_meta|pagefind)|.+\/.+)$/;

interface Text {
  url: string;
  html: string;
}

/**
 * Writes the full-text index of what editors wrote from the built pages: each element with
 * `data-pagefind-body` is a text of its own, at its page's address and its id.
 * @param site the built site
 * @param pages its files that hold texts, relative to it
 * @returns how many texts there are
 */
export async function indexProse(
  site: string,
  pages: readonly string[],
  target: string,
): Promise<number> {
  try {
    const texts = textsOf(site, pages);
    if (texts.length > 0) await writeIndex(texts, target);
    return texts.length;
  } finally {
    await close();
  }
}

async function writeIndex(texts: readonly Text[], target: string): Promise<void> {
  // `und` has no segmenter and no stemmer: words are what white space parts.
  const { index, errors } = await createIndex({ forceLanguage: 'und' });
  if (!index) throw new Error(errors.join('；'));
  for (const { url, html } of texts) await addText(index, url, html);
  const { files, errors: unwritten } = await index.getFiles();
  if (unwritten.length > 0) throw new Error(unwritten.join('；'));
  await rm(target, { recursive: true, force: true });
  for (const { path: name, content } of files.filter((file) => NEEDED.test(file.path))) {
    const file = path.join(target, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

async function addText(index: PagefindIndex, url: string, html: string): Promise<void> {
  // A label would run into its value in an excerpt.
  const parted = partCharacters(html.replaceAll('</dt>', '：</dt>'));
  const content = `<!doctype html><html><body>${parted}</body></html>`;
  const { errors } = await index.addHTMLFile({ url, content });
  if (errors.length > 0) throw new Error(`${url}：${errors.join('；')}`);
}

function textsOf(directory: string, pages: readonly string[]): Text[] {
  return pages.toSorted().flatMap((file) => {
    const page = `/${file
      .split(path.sep)
      .join('/')
      .replace(/index\.html$/, '')}`;
    const html = readFileSync(path.join(directory, file), 'utf8');
    return bodiesOf(html).map(({ id, outer }) => ({
      url: id ? `${page}#${id}` : page,
      html: outer,
    }));
  });
}

/** The elements marked as texts, whole; Astro's output is well-formed. They do not nest. */
function bodiesOf(html: string): { id: string | undefined; outer: string }[] {
  const opening =
    /<([a-z]+)(?=\s)((?:"[^"]*"|[^">])*\sdata-pagefind-body(?=[\s>=])(?:"[^"]*"|[^">])*)>/g;
  return [...html.matchAll(opening)].map(({ 0: tag, 1: name = '', 2: attributes, index }) => {
    const tags = new RegExp(`<(/?)${name}(?=[\\s>])`, 'g');
    tags.lastIndex = index + tag.length;
    let depth = 1;
    let end = html.length;
    for (let next = tags.exec(html); next && depth > 0; next = tags.exec(html)) {
      depth += next[1] === '/' ? -1 : 1;
      end = next.index;
    }
    const id = /\sid="([^"]*)"/.exec(attributes ?? '')?.[1];
    return { id, outer: `${html.slice(index, end)}</${name}>` };
  });
}
