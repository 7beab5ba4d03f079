import { expect, test } from 'vitest';
import { htmlFiles, htmlOf, siteFiles } from './built-site.ts';
import { startTags } from './read-html.ts';

/** Answered by the service and not there as a file. */
const ON_DEMAND = /^(search\/|api\/|\.well-known\/)/;

const HERE = new URL('https://here.invalid/');

function addressOf(file: string): URL {
  return new URL(`/${file.replace(/index\.html$/, '')}`, HERE);
}

/** Addresses on this site that a page leads to or loads. */
function targetsOf(file: string): URL[] {
  return startTags(htmlOf(file))
    .filter(({ attributes }) => attributes.get('rel') !== 'canonical')
    .flatMap(({ attributes }) =>
      ['href', 'src', 'action'].flatMap((name) => attributes.get(name) ?? []),
    )
    .map((target) => new URL(target, addressOf(file)))
    .filter(({ origin }) => origin === HERE.origin);
}

function fileAt(address: URL): string {
  const path = decodeURI(address.pathname).slice(1);
  return path === '' || path.endsWith('/') ? `${path}index.html` : path;
}

test('every link on this site leads somewhere', () => {
  const dead = htmlFiles.flatMap((file) =>
    targetsOf(file)
      .map((target) => fileAt(target))
      .filter((target) => !siteFiles.has(target) && !ON_DEMAND.test(target))
      .map((target) => `${file} → ${target}`),
  );
  expect([...new Set(dead)]).toEqual([]);
});

test('every anchor is on the page it is sought on', () => {
  const ids = new Map<string, Set<string>>();
  const idsOf = (file: string) => {
    const known =
      ids.get(file) ??
      new Set(startTags(htmlOf(file)).flatMap(({ attributes }) => attributes.get('id') ?? []));
    ids.set(file, known);
    return known;
  };
  const lost = htmlFiles.flatMap((file) =>
    targetsOf(file)
      .filter(({ hash }) => hash !== '')
      .filter((target) => siteFiles.has(fileAt(target)))
      .filter((target) => !idsOf(fileAt(target)).has(decodeURIComponent(target.hash.slice(1))))
      .map((target) => `${file} → ${target.pathname}${target.hash}`),
  );
  expect(lost).toEqual([]);
});

test('every page can be reached from the home page', () => {
  const reached = new Set(['index.html']);
  const queue = ['index.html'];
  for (let file = queue.pop(); file !== undefined; file = queue.pop()) {
    for (const target of targetsOf(file).map(fileAt)) {
      if (reached.has(target) || !siteFiles.has(target) || !target.endsWith('.html')) continue;
      reached.add(target);
      queue.push(target);
    }
  }
  expect(htmlFiles.filter((file) => !reached.has(file) && file !== '404.html')).toEqual([]);
});
