import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { formatFileSize } from '../../../site/features/downloads/file-size.ts';
import { formerSlugsOf } from '../../../site/loader/former-slugs.ts';
import { buildDay, isPublished } from '../../../site/loader/is-published.ts';
import { namedFiles } from '../../../site/loader/published-files.ts';
import { allProse } from '../../../site/loader/read-content.ts';
import { filePath, prosePath } from '../../../site/loader/routes.ts';
import { content, pageAt, SITE } from './built-site.ts';

const published = allProse(content).filter(({ data }) => isPublished(data, buildDay()));
const files = published.flatMap((entry) =>
  namedFiles(entry.kind, entry.data).map((file) => ({ ...entry, ...file })),
);

test('each file shows its size and digest, and a PDF can be opened', () => {
  expect(files.some(({ file }) => file.endsWith('.pdf'))).toBe(true);
  for (const { kind, slug, file } of files) {
    const html = pageAt(prosePath(kind, slug).replace(/#.*/, ''));
    const bytes = readFileSync(path.join(content.directory, kind, file));
    expect(html, file).toContain(createHash('sha256').update(bytes).digest('hex'));
    expect(html, file).toContain(formatFileSize(bytes.length));
    const view = `href="${encodeURI(filePath(kind, slug, file))}?view"`;
    expect(html.includes(view), file).toBe(file.endsWith('.pdf'));
  }
});

test('the versions before are kept below the present one', () => {
  const former = files.filter(({ field }) => field.startsWith('formerVersions'));
  expect(former.length).toBeGreaterThan(0);
  for (const { title } of former) expect(pageAt('/downloads/')).toContain(`>${title}</a>`);
});

test('the name of each file is told to the service', () => {
  const names = JSON.parse(readFileSync(path.join(SITE, 'downloads/names.json'), 'utf8'));
  const wanted = files.map(({ kind, slug, file }) => filePath(kind, slug, file));
  expect(Object.keys(names).toSorted()).toEqual([...new Set(wanted)].toSorted());
  for (const { kind, slug, file } of files) {
    expect(path.extname(names[filePath(kind, slug, file)])).toBe(path.extname(file));
  }
});

test('old anchors are on the page still', () => {
  const anchored = published.filter(
    ({ kind, data }) => (kind === 'help' || kind === 'downloads') && formerSlugsOf(data).length > 0,
  );
  expect(anchored.length).toBeGreaterThan(0);
  for (const { kind, data } of anchored) {
    for (const slug of formerSlugsOf(data)) {
      expect(pageAt(`/${kind}/`)).toContain(`<span id="${slug}"></span>`);
    }
  }
});

describe('official documents', () => {
  const official = published.flatMap((entry) =>
    'governmentInformation' in entry.data && entry.data.governmentInformation
      ? [{ ...entry, given: entry.data.governmentInformation as Record<string, string> }]
      : [],
  );

  test('show what 政府信息公开 asks of them', () => {
    expect(official.length).toBeGreaterThan(0);
    for (const { kind, slug, given } of official) {
      const html = pageAt(prosePath(kind, slug));
      expect(html).toContain('<dt>索引号</dt>');
      expect(html).toContain(given['indexNumber']);
      expect(html).toContain('<dt>发布机构</dt>');
      expect(html).toContain('<dt>成文日期</dt>');
      expect(html.includes('<dt>文号</dt>')).toBe(given['documentNumber'] !== undefined);
    }
  });

  test('are no others', () => {
    const shown = published.filter(
      ({ kind, slug }) =>
        kind === 'news' && pageAt(prosePath(kind, slug)).includes('<dt>索引号</dt>'),
    );
    expect(shown.map(({ slug }) => slug)).toEqual(official.map(({ slug }) => slug));
  });
});
