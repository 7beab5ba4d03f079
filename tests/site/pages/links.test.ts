import { expect, test } from 'vitest';
import { movedPages, siteFiles } from './built-site.ts';
import { siteLinks } from './site-links.ts';

/** Answered by the service and not there as a file. */
const ON_DEMAND = /^\/(search\/|api\/|\.well-known\/)/;

function isThere(target: string): boolean {
  return siteLinks.has(target) || siteFiles.has(target.slice(1)) || ON_DEMAND.test(target);
}

test('every link on this site leads somewhere', () => {
  const dead = [...siteLinks].flatMap(([from, { targets }]) =>
    [...targets].filter((target) => !isThere(target)).map((target) => `${from} → ${target}`),
  );
  expect(dead).toEqual([]);
});

/** Its fragment holds what the page is filled in with. */
const FILLED_IN = '/planner/';

test('every anchor is on the page it is sought on', () => {
  const lost = [...siteLinks].flatMap(([from, { anchors }]) =>
    anchors
      .filter(({ target }) => target !== FILLED_IN)
      .filter(({ target, id }) => siteLinks.get(target)?.ids.includes(id) === false)
      .map(({ target, id }) => `${from} → ${target}#${id}`),
  );
  expect(lost).toEqual([]);
});

test('every page can be reached from the home page', () => {
  const reached = new Set(['/']);
  const queue = ['/'];
  for (let from = queue.pop(); from !== undefined; from = queue.pop()) {
    for (const target of siteLinks.get(from)?.targets ?? []) {
      if (reached.has(target) || !siteLinks.has(target)) continue;
      reached.add(target);
      queue.push(target);
    }
  }
  const lost = [...siteLinks.keys()].filter((page) => !reached.has(page));
  expect(lost.filter((page) => page !== '/404.html' && !movedPages.has(page))).toEqual([]);
});
