import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { proposeSlug } from '../../../site/loader/desk/propose-slug.ts';
import { PROSE_KINDS } from '../../../site/loader/schemas/prose.ts';
import { propertyRuns } from '../../support/property-runs.ts';

const day = '2026-11-22';
const news = (title: string, taken: string[] = []) =>
  proposeSlug({ kind: 'news', title, day, taken });

describe('an address for a title', () => {
  it.each([
    ['秋季规则更新', '2026-11-qiuji-guize-gengxin'],
    ['ABC 公告', '2026-11-abc-gonggao'],
    ['重庆银行行长', '2026-11-chongqing-yinhang-hangzhang'],
    ['绿色', '2026-11-lvse'],
    ['——？！', '2026-11-22'],
    ['', '2026-11-22'],
  ])('reads %s', (title, slug) => expect(news(title)).toBe(slug));

  it('is none that is taken, however written', () => {
    expect(news('公告', ['2026-11-GONGGAO', '2026-11-gonggao-2'])).toBe('2026-11-gonggao-3');
  });

  it('takes no address of the site itself', () => {
    expect(proposeSlug({ kind: 'pages', title: 'news', day, taken: [] })).toBe('news-2');
  });

  it('of regulations is the code of their node', () => {
    expect(proposeSlug({ kind: 'nodes', title: 'WD07', day, taken: [] })).toBe('WD07');
  });

  it('is never empty, never too long, never taken', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(...PROSE_KINDS),
        fc.string({ unit: fc.constantFrom(...'学分银行a-1 ？𠮷é。/.\0'), maxLength: 80 }),
        fc.boolean(),
        (kind, title, again) => {
          const first = proposeSlug({ kind, title, day, taken: [] });
          const taken = again ? [first, `${first.slice(0, 58)}-2`] : [];
          const slug = proposeSlug({ kind, title, day, taken });
          expect(slug).toMatch(/^[A-Za-z0-9][A-Za-z0-9-]{0,59}$/);
          expect(taken).not.toContain(slug);
        },
      ),
      propertyRuns(200),
    ));
});
