import { expect, it } from 'vitest';
import { isPublished, type Publishable } from '../../site/loader/is-published.ts';

const TODAY = '2026-06-01';

it.each<[string, Publishable, boolean]>([
  ['no condition', {}, true],
  ['a draft', { draft: true }, false],
  ['a draft of the past', { draft: true, publishedAt: '2026-01-01' }, false],
  ['published today', { publishedAt: '2026-06-01' }, true],
  ['published tomorrow', { publishedAt: '2026-06-02' }, false],
  ['last day today', { expiresAt: '2026-06-01' }, true],
  ['expired yesterday', { expiresAt: '2026-05-31' }, false],
])('%s', (_name, entry, expected) => {
  expect(isPublished(entry, TODAY)).toBe(expected);
});
