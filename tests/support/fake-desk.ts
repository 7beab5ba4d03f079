import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parse, stringify } from 'yaml';
import {
  type ContentFault,
  type EntrySource,
  type Fields,
  proseKindNames,
} from '#domain/content-answers.ts';
import type { ContentDesk } from '#domain/content-desk.ts';
import { sha256 } from '../../verify-api/publishing/content-digest.ts';
import { beginRelease } from '../../verify-api/publishing/releases.ts';

/**
 * A desk of a few rules in this process, for tests of the service: an entry needs a title, a link to
 * `/gone/` is broken, 禁用 fails the build. A built page is the entries' names, titles and files.
 */
export function fakeDesk(dist: string): ContentDesk {
  const desk: ContentDesk = {
    async listEntries({ directory, kind }) {
      return (await entriesOf(directory, kind)).map(({ fields, body, files, ...entry }) => entry);
    },
    async readEntry({ directory, kind, slug }) {
      return (await entriesOf(directory, kind)).find((entry) => entry.slug === slug) ?? null;
    },
    composeEntry: async ({ fields, body }) => `---\n${stringify(fields)}---\n\n${body}\n`,
    async proposeSlug({ day, taken }) {
      for (let turn = 1; ; turn += 1) {
        const slug = `${day.slice(0, 7)}-${turn}`;
        if (!taken.includes(slug)) return slug;
      }
    },
    completeFields: async ({ fields, slug }) => ({ indexNumber: `DEMO-${slug}`, ...fields }),
    checkFile: async ({ path: file, name }) => {
      const bytes = await readFile(file);
      return bytes.subarray(0, 2).toString() === 'MZ' ? `「${name}」是程序，不能上传` : null;
    },
    async checkDirectory({ directory }) {
      const faults: ContentFault[] = [];
      for (const kind of proseKindNames) {
        for (const { slug, title, body, files } of await entriesOf(directory, kind)) {
          const file = `${kind}/${slug}.md`;
          if (title === '') faults.push({ file, field: 'title', message: '请填写标题' });
          if (body.includes('](/gone/)')) {
            faults.push({ file, field: 'body', message: '链接 /gone/ 没有这个页面' });
          }
          for (const { name, bytes } of files) {
            if (bytes < 0) faults.push({ file, field: 'attachments', message: `找不到${name}` });
          }
        }
      }
      return { faults, reminders: [] };
    },
    async listUnreferenced({ directory }) {
      const free: { file: string; bytes: number }[] = [];
      for (const kind of proseKindNames) {
        const named = new Set(
          (await entriesOf(directory, kind)).flatMap(({ files }) => files.map(({ name }) => name)),
        );
        for (const name of await namesIn(path.join(directory, kind))) {
          if (!name.endsWith('.md') && !named.has(name))
            free.push({ file: `${kind}/${name}`, bytes: 0 });
        }
      }
      return free;
    },
    listCatalogs: async ({ directory }) =>
      (await namesIn(path.join(directory, 'catalogs'))).map((name) => ({
        name: name.replace('.csv', ''),
        title: '课程',
        rows: 1,
      })),
    writeCatalog: ({ target }) => writeFile(target, 'workbook'),
    async planCatalog({ directory, catalog, path: file, fileName }) {
      const text = await readFile(file, 'utf8');
      const before = await readFile(path.join(directory, 'catalogs', `${catalog}.csv`), 'utf8');
      const changed = text === before ? 0 : 1;
      const counts = { added: 0, changed, removed: 0, unchanged: 0 };
      const plan = { catalog, title: '课程', fileName, ...counts, rows: [], notices: [] };
      return { plan, text, faults: text.includes('bad') ? ['第 2 行「名称」列：不能为空'] : [] };
    },
    async previewEntry({ directory, kind, slug }) {
      const entry = await desk.readEntry({ directory, kind, slug });
      return { html: `<!doctype html><title>${entry?.title}</title>${entry?.body}` };
    },
    async buildRelease({ directory }) {
      const pages: string[] = [];
      for (const kind of proseKindNames) {
        for (const { slug, title, body, files } of await entriesOf(directory, kind)) {
          if (body.includes('禁用')) return { faults: ['生成网页时出错：正文里有禁用的内容'] };
          pages.push(`${kind}/${slug} ${title} ${files.map(({ name }) => name).join(' ')}`);
        }
      }
      const release = await beginRelease(dist, new Date());
      await mkdir(path.join(release.directory, 'client'), { recursive: true });
      await mkdir(path.join(release.directory, 'server'), { recursive: true });
      await writeFile(path.join(release.directory, 'client/index.html'), pages.join('\n'));
      await writeFile(path.join(release.directory, 'server/entry.mjs'), 'export {}');
      return { release: await release.publish() };
    },
  };
  return desk;
}

async function namesIn(folder: string): Promise<string[]> {
  return existsSync(folder) ? (await readdir(folder)).sort() : [];
}

async function entriesOf(directory: string, kind: EntrySource['kind']): Promise<EntrySource[]> {
  const folder = path.join(directory, kind);
  const entries: EntrySource[] = [];
  for (const name of await namesIn(folder)) {
    if (!name.endsWith('.md')) continue;
    const text = await readFile(path.join(folder, name), 'utf8');
    const [, front = '', body = ''] = /^---\n(.*?)---\n\n?(.*)$/s.exec(text) ?? [];
    const fields = (parse(front, { schema: 'failsafe' }) ?? {}) as Fields;
    const slug = name.slice(0, -3);
    const attachments = Array.isArray(fields['attachments']) ? fields['attachments'] : [];
    entries.push({
      kind,
      slug,
      title: textOf(fields['title']),
      category: null,
      publishedAt: textOf(fields['publishedAt']) || null,
      expiresAt: null,
      updatedAt: null,
      pinned: false,
      published: true,
      address: `/${kind}/${slug}/`,
      sha256: sha256(text),
      fields,
      body: body.replace(/\n$/, ''),
      files: await Promise.all(
        attachments.map(async (each) => {
          const file = textOf((each as Fields)['file']);
          const content = await readFile(path.join(folder, file)).catch(() => undefined);
          return {
            name: file,
            bytes: content?.length ?? -1,
            sha256: content === undefined ? '' : sha256(content),
          };
        }),
      ),
    });
  }
  return entries;
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');
