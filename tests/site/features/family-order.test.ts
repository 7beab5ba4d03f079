import { expect, test } from 'vitest';
import { byFamilyAndLevel } from '../../../site/features/catalogs/lists/family-order.ts';
import type { Certificate } from '../../../site/loader/schemas/certificates.ts';

const of = (name: string, family?: string, grade?: string) =>
  ({ name, family, grade }) as Certificate;

test('within a family certificates stand by level, not by pinyin', () => {
  const list = ['二级/技师', '四级/中级工', '三级/高级工', '一级/高级技师'].map((grade) =>
    of(`电工（${grade}）`, '电工', grade),
  );
  expect(list.toSorted(byFamilyAndLevel).map(({ grade }) => grade)).toEqual([
    '一级/高级技师',
    '二级/技师',
    '三级/高级工',
    '四级/中级工',
  ]);
  const years = ['高级', '中级', '初级'].map((grade) => of(grade, '会计', grade));
  expect(years.toSorted(byFamilyAndLevel).map(({ grade }) => grade)).toEqual([
    '初级',
    '中级',
    '高级',
  ]);
});

test('families stay together, and a certificate without one stands by its name', () => {
  const list = [
    of('焊工', '焊工'),
    of('电工二级', '电工', '二级'),
    of('法律'),
    of('电工一级', '电工', '一级'),
  ];
  expect(list.toSorted(byFamilyAndLevel).map(({ name }) => name)).toEqual([
    '电工一级',
    '电工二级',
    '法律',
    '焊工',
  ]);
});
