import { describe, expect, it } from 'vitest';
import {
  findEntries,
  foldText,
  type SearchEntry,
} from '../../site/features/search/find-entries.ts';

function entry(catalog: string, code: string, name: string, more: Partial<SearchEntry> = {}) {
  return { catalog, code, name, otherNames: [], current: true, ...more };
}

const entries = [
  entry('certificates', 'NCRE-1', '全国计算机等级考试一级', { otherNames: ['计算机一级'] }),
  entry('certificates', '0012', '计算机程序设计员'),
  entry('courses', 'KC0012', '计算机应用基础', { otherNames: ['计算机'] }),
  entry('courses', 'KC0007', '计算机基础', { current: false }),
  entry('courses', 'KC0008', '计算机导论'),
  entry('majors', '510201', '计算机应用技术'),
  entry('nodes', 'WD01', '上海第二工业大学', { otherNames: ['二工大'] }),
];

const codesFor = (query: string) =>
  findEntries(entries, query).map(({ hits }) => hits.map((hit) => hit.entry.code));

describe('findEntries', () => {
  it('puts an exact code first, also typed in full-width digits', () => {
    expect(codesFor('００１２')).toEqual([['0012'], ['KC0012']]);
    expect(findEntries(entries, '0012')[0]?.hits[0]?.rank).toBe('code');
  });

  it('finds codes whatever the case, and parts of them', () => {
    expect(codesFor('kc0008')).toEqual([['KC0008']]);
    expect(codesFor('ncre')).toEqual([['NCRE-1']]);
  });

  it('ranks exact name, then prefix, then contains, and puts the best group first', () => {
    const groups = findEntries(entries, '计算机');
    expect(groups.map(({ catalog }) => catalog)).toEqual(['courses', 'certificates', 'majors']);
    expect(groups[0]?.hits.map(({ entry: found, rank }) => [found.code, rank])).toEqual([
      ['KC0012', 'name'],
      ['KC0008', 'prefix'],
      ['KC0007', 'prefix'],
    ]);
  });

  it('says which other name matched, unless the name itself did as well', () => {
    expect(findEntries(entries, '二工大')[0]?.hits[0]?.matchedName).toBe('二工大');
    expect(findEntries(entries, '计算机一级')[0]?.hits[0]?.matchedName).toBe('计算机一级');
    expect(findEntries(entries, '程序设计')[0]?.hits[0]?.matchedName).toBeUndefined();
  });

  it('finds a name by a part inside it, spaces aside', () => {
    expect(codesFor('第二 工业')).toEqual([['WD01']]);
  });

  it('sees through brackets and hyphens, and takes words in any order', () => {
    expect(codesFor('（一级）计算机等级')).toEqual([['NCRE-1']]);
    expect(codesFor('等级考试 一级')).toEqual([['NCRE-1']]);
    expect(codesFor('ncre1')).toEqual([['NCRE-1']]);
    expect(codesFor('等级考试 九级')).toEqual([]);
  });

  it('puts entries no longer in force after those that are', () => {
    expect(codesFor('计算机')[0]?.slice(1)).toEqual(['KC0008', 'KC0007']);
  });

  it('finds nothing for nothing, and nothing for what is not there', () => {
    expect(findEntries(entries, ' 　')).toEqual([]);
    expect(findEntries(entries, '天文')).toEqual([]);
  });
});

describe('foldText', () => {
  it('gives one spelling to what is typed alike', () => {
    expect(foldText(' ＮＣＲＥ－１ ')).toBe('ncre1');
    expect(foldText('Web 前端')).toBe('web前端');
  });
});
