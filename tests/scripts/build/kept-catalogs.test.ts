import { expect, test } from 'vitest';
import { keptFor } from '../../../scripts/build/kept-catalogs.ts';

const of = { frame: 'f', catalogs: 'c', day: '2026-11-22' };

test('catalogs are kept for the same files, code and day, and prose never is', () => {
  const kept = keptFor(of);
  expect(kept.size).toBe(0);
  kept.set('catalogs', 'linked').set('news', 'read');
  const again = keptFor({ ...of });
  expect([...again]).toEqual([['catalogs', 'linked']]);
  expect(again).not.toBe(kept);
});

test.each(['frame', 'catalogs', 'day'])('another %s: nothing is kept', (part) => {
  keptFor(of).set('catalogs', 'linked');
  expect(keptFor({ ...of, [part]: 'other' }).size).toBe(0);
  expect(keptFor(of).size).toBe(0);
});
