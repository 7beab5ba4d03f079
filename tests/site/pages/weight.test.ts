import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { PAGED_CATALOGS } from '../../../site/loader/routes.ts';
import { bank, htmlFiles, SITE, siteFiles } from './built-site.ts';

/** Bytes as sent: the service compresses by the same defaults. */
function weight(file: string): number {
  return gzipSync(readFileSync(path.join(SITE, file))).length;
}

/** The heaviest files over the limit, `bytes file`, heaviest first. */
function tooHeavy(files: readonly string[], limit: number): string[] {
  return files
    .map((file) => ({ file, bytes: weight(file) }))
    .filter(({ bytes }) => bytes > limit)
    .toSorted((a, b) => b.bytes - a.bytes)
    .slice(0, 20)
    .map(({ file, bytes }) => `${bytes} ${file}`);
}

const entries = PAGED_CATALOGS.flatMap((catalog) =>
  (bank[catalog] as { code: string }[]).map(({ code }) => `${catalog}/${code}/index.html`),
);

test('the page of each catalog entry is at most 5 KB', () => {
  expect(entries.length).toBeGreaterThan(0);
  expect(tooHeavy(entries, 5 * 1024)).toEqual([]);
});

test('a page that lists entries, at most 50 of them, is at most 8 KB', () => {
  const own = new Set(entries);
  const lists = htmlFiles.filter(
    (file) => PAGED_CATALOGS.some((catalog) => file.startsWith(`${catalog}/`)) && !own.has(file),
  );
  expect(lists.length).toBeGreaterThan(0);
  expect(tooHeavy(lists, 8 * 1024)).toEqual([]);
});

/**
 * Programs of their own, which bring a search box beside that of the header: the planner, and verification, which
 * draws whole reports. English words and the reader of QR codes are loaded when asked for, apart.
 */
const PROGRAMS = ['planner/index.html', 'verify/index.html', 'verify/en/index.html'];
const mostScript = (file: string) => (PROGRAMS.includes(file) ? 18 : 12) * 1024;

test('the scripts of a page, with all that they import, are at most 12 KB', () => {
  const read = (file: string) => readFileSync(path.join(SITE, file), 'utf8');
  const direct = (script: string): string[] =>
    [...read(script).matchAll(/(?:from|import)"\.\/([^"]+)"/g)].map(([, name = '']) =>
      path.join(path.dirname(script), name),
    );
  const imports = (script: string): string[] =>
    direct(script).flatMap((imported) => [imported, ...imports(imported)]);
  const scriptsOf = (file: string) => {
    const own = [...read(file).matchAll(/<script[^>]* src="\/([^"]+)"/g)].map(
      ([, src = '']) => src,
    );
    return [...new Set([...own, ...own.flatMap(imports)])].toSorted();
  };
  const sets = new Map(htmlFiles.map((file) => [scriptsOf(file).join(' '), file]));
  const weights = [...sets].map(([scripts, file]) => ({
    file,
    bytes: scripts.split(' ').reduce((sum, script) => sum + (script ? weight(script) : 0), 0),
  }));
  expect(Math.max(...weights.map(({ bytes }) => bytes))).toBeGreaterThan(1024);
  expect(weights.filter(({ file, bytes }) => bytes > mostScript(file))).toEqual([]);
});

const sheets = [...siteFiles].filter(
  (file) => file.endsWith('.css') && !file.startsWith('pagefind/'),
);
/** What some page as built loads; pages made on demand for the public load no other. */
const publicSheets = sheets.filter((file) =>
  htmlFiles.some((page) => readFileSync(path.join(SITE, page), 'utf8').includes(`/${file}"`)),
);
const sum = (files: readonly string[]) => files.reduce((bytes, file) => bytes + weight(file), 0);

test('all style sheets of the public together are at most 8 KB', () => {
  expect(publicSheets.length).toBeGreaterThan(0);
  expect(sum(publicSheets)).toBeLessThanOrEqual(8 * 1024);
});

test('the style sheet of the office is at most 3 KB, that of its editor, on one page alone, 1 KB', () => {
  const own = sheets.filter((file) => !publicSheets.includes(file));
  const having = (rule: string) =>
    own.filter((file) => readFileSync(path.join(SITE, file), 'utf8').includes(rule));
  const [office, editor] = [having('.staff'), having('.ProseMirror')];
  expect([...office, ...editor].toSorted()).toEqual(own.toSorted());
  expect([office.length, editor.length]).toEqual([1, 1]);
  expect(sum(office)).toBeLessThanOrEqual(3 * 1024);
  expect(sum(editor)).toBeLessThanOrEqual(1024);
});
