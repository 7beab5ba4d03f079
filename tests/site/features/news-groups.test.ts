import { expect, test } from 'vitest';
import { orderByCategory } from '../../../site/features/articles/order-by-category.ts';
import { neighbours, newsGroups, pagesOf } from '../../../site/features/news/news-groups.ts';

const article = (slug: string, publishedAt: string, category = '通知公告') => ({
  slug,
  data: { publishedAt, category },
});

test('news is listed whole, by category and by year, the latest year first', () => {
  const groups = newsGroups([
    article('c', '2026-01-02'),
    article('b', '2025-12-31', '工作动态'),
    article('a', '2025-01-01'),
  ]);
  expect(groups.map(({ base, articles }) => [decodeURI(base), articles.length])).toEqual([
    ['/news/', 3],
    ['/news/category/通知公告/', 2],
    ['/news/category/工作动态/', 1],
    ['/news/year/2026/', 1],
    ['/news/year/2025/', 2],
  ]);
});

test('one year alone is no archive, and no news is one empty page', () => {
  expect(newsGroups([article('a', '2026-01-02')]).map(({ by }) => by)).toEqual([
    undefined,
    'category',
  ]);
  const [all] = newsGroups([]);
  expect(all && pagesOf(all)).toBe(1);
});

test('twenty to a page', () => {
  const many = Array.from({ length: 41 }, (_, index) => article(`n${index}`, '2026-01-01'));
  expect(newsGroups(many).map(pagesOf)).toEqual([3, 3]);
});

test('neighbours follow the calendar, not the order of the list', () => {
  const list = [
    article('pinned', '2026-01-02'),
    article('new', '2026-03-01'),
    article('old', '2025-01-01'),
  ];
  expect(neighbours(list, 'pinned')).toMatchObject({
    older: { slug: 'old' },
    newer: { slug: 'new' },
  });
  expect(neighbours(list, 'old').older).toBeUndefined();
  expect(neighbours(list, 'new').newer).toBeUndefined();
});

test('entries of the same day have a fixed order', () => {
  const list = [article('b', '2026-01-01'), article('a', '2026-01-01')];
  expect(neighbours(list, 'a').newer?.slug).toBe('b');
  expect(neighbours(list, 'b').older?.slug).toBe('a');
});

test('categories come in the order of the bank, others after them as met', () => {
  const entries = ['丙', '乙', '丁', '甲', '乙'].map((category) => ({ data: { category } }));
  const orderOf = (order?: string[]) =>
    orderByCategory(entries, order).map(({ category, list }) => `${category}${list.length}`);
  expect(orderOf(['甲', '乙'])).toEqual(['甲1', '乙2', '丙1', '丁1']);
  expect(orderOf()).toEqual(['丙1', '乙2', '丁1', '甲1']);
});
