/**
 * Writes the full-text index of what editors wrote (`dist/client/pagefind/`) from the built pages:
 * each element with `data-pagefind-body` is a text of its own, at its page's address and its id.
 * Arguments: the built site, and where to write, both optional.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { close, createIndex, type PagefindIndex } from 'pagefind';
import { partCharacters } from '../site/features/search/single-characters.ts';

/** Pagefind also writes search boxes of its own, half a megabyte that no page uses. */
const NEEDED =
  /^(pagefind\.js|pagefind-(worker\.js|entry\.json)|[^/]+\.(pf_meta|pagefind)|.+\/.+)$/;

interface Text {
  url: string;
  html: string;
}

const [site = 'dist/client', target = path.join(site, 'pagefind')] = process.argv.slice(2);
try {
  const texts = textsOf(site);
  if (texts.length === 0) throw new Error(`${site} 里没有可以检索的文章`);
  await writeIndex(texts);
  console.log(`全文检索已建立：${texts.length} 篇。`);
} catch (error) {
  const why = error instanceof Error ? error.message : String(error);
  console.error(`全文检索没有建成（${why}），请核对磁盘和文件权限，或运行 npm ci 重装后再试。`);
  process.exitCode = 1;
} finally {
  await close();
}

async function writeIndex(texts: readonly Text[]): Promise<void> {
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

/** Few of a large bank's pages hold a text, so most are not even decoded. */
function textsOf(directory: string): Text[] {
  const files = readdirSync(directory, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.html'))
    .sort()
    .flatMap((file) => {
      const bytes = readFileSync(path.join(directory, file));
      if (!bytes.includes('data-pagefind-body')) return [];
      const page = `/${file
        .split(path.sep)
        .join('/')
        .replace(/index\.html$/, '')}`;
      return bodiesOf(bytes.toString('utf8')).map(({ id, outer }) => ({
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
