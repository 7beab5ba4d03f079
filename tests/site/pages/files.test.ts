import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { buildDay, isPublished } from '../../../site/loader/is-published.ts';
import { namedFiles } from '../../../site/loader/published-files.ts';
import { allProse } from '../../../site/loader/read-content.ts';
import { filePath, prosePath } from '../../../site/loader/routes.ts';
import { content, pageAt, SITE, siteFiles } from './built-site.ts';

const published = allProse(content).filter(({ data }) => isPublished(data, buildDay()));
const named = published.flatMap(({ kind, slug, data }) =>
  namedFiles(kind, data).map(({ file }) => ({ kind, slug, file })),
);

test('each file that a published entry names is there, byte for byte, and linked', () => {
  expect(named.length).toBeGreaterThan(0);
  for (const { kind, slug, file } of named) {
    const address = filePath(kind, slug, file);
    const copy = readFileSync(path.join(SITE, address));
    expect(copy.equals(readFileSync(path.join(content.directory, kind, file))), file).toBe(true);
    expect(pageAt(prosePath(kind, slug).replace(/#.*/, ''))).toContain(
      `href="${encodeURI(address)}"`,
    );
  }
});

test('no other file of the content directory is published', () => {
  const wanted = new Set(named.map(({ kind, slug, file }) => filePath(kind, slug, file).slice(1)));
  const found = [...siteFiles].filter((file) => /(^|\/)files\//.test(file));
  expect(found.filter((file) => !wanted.has(file))).toEqual([]);
  const unnamed = globSync('*/*', { cwd: content.directory })
    .filter(
      (file) =>
        !/\.(md|csv)$/.test(file) || file.startsWith('news') || file.startsWith('downloads'),
    )
    .filter(
      (file) => !file.endsWith('.md') && !named.some((one) => file === `${one.kind}/${one.file}`),
    );
  const digests = new Set([...siteFiles].map((file) => digest(path.join(SITE, file))));
  expect(unnamed.filter((file) => digests.has(digest(path.join(content.directory, file))))).toEqual(
    [],
  );
});

test('the feed names each published piece of news by its address', () => {
  const feed = readFileSync(path.join(SITE, 'feed.xml'), 'utf8');
  const addresses = [...feed.matchAll(/<entry>[\s\S]*?<id>([^<]+)<\/id>/g)].map(([, id = '']) =>
    decodeURI(new URL(id).pathname),
  );
  const wanted = published
    .filter(({ kind }) => kind === 'news')
    .map(({ slug }) => `/news/${slug}/`);
  expect(addresses.toSorted()).toEqual(wanted.toSorted());
});

test('the feed is Atom (RFC 4287)', () => {
  const feed = readFileSync(path.join(SITE, 'feed.xml'), 'utf8');
  const [head = '', ...entries] = feed.split('<entry>');
  const all = (text: string, name: string) =>
    [...text.matchAll(new RegExp(`<${name}(?: [^>]*)?>([^<]+)</${name}>`, 'g'))].map(
      ([, value = '']) => value,
    );
  const time = /^\d{4}-\d{2}-\d{2}T00:00:00\+08:00$/;
  expect(head).toMatch(
    /^<\?xml version="1\.0" encoding="utf-8"\?>\n<feed xmlns="http:\/\/www\.w3\.org\/2005\/Atom"/,
  );
  expect(head).toMatch(
    /<link rel="self" type="application\/atom\+xml" href="https?:[^"]+\/feed\.xml"\/>/,
  );
  expect(all(head, 'author').length + all(head, 'name').length).toBe(1);
  expect(entries.length).toBeGreaterThan(0);
  for (const part of [head, ...entries]) {
    for (const name of ['id', 'title', 'updated']) expect(all(part, name), name).toHaveLength(1);
    expect(all(part, 'updated')[0]).toMatch(time);
  }
  const ids = entries.flatMap((entry) => all(entry, 'id'));
  expect(new Set(ids).size).toBe(ids.length);
  const changes = entries.flatMap((entry) => all(entry, 'updated'));
  expect(all(head, 'updated')[0]).toBe(changes.toSorted().at(-1));
});

test('the manifest of open data describes each file as it is', () => {
  const { datasets } = JSON.parse(readFileSync(path.join(SITE, 'data/catalog.json'), 'utf8'));
  expect(datasets.map(({ name }: { name: string }) => name)).toEqual(
    expect.arrayContaining(['courses', 'certificates', 'rules', 'major-courses', 'node-courses']),
  );
  for (const { name, rows, files, updated } of datasets) {
    expect(updated, name).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    for (const file of files) {
      const bytes = readFileSync(path.join(SITE, file.path));
      expect(bytes.length, file.path).toBe(file.bytes);
      expect(digest(path.join(SITE, file.path)), file.path).toBe(file.sha256);
      if (file.path.endsWith('.csv')) {
        expect([...bytes.subarray(0, 3)], file.path).toEqual([0xef, 0xbb, 0xbf]);
        continue;
      }
      const list = JSON.parse(bytes.toString('utf8'));
      expect(list, name).toHaveLength(rows);
      expect(
        list.every((row: object) => 'code' in row && 'name' in row),
        name,
      ).toBe(true);
    }
  }
});

function digest(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
