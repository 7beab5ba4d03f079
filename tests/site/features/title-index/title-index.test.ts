import { describe, expect, test } from 'vitest';
import { characterKnowledge } from '../../../../site/features/search/title-index/character-knowledge.ts';
import { loadTitleIndex } from '../../../../site/features/search/title-index/title-index.ts';
import type {
  Synonym,
  TitleEntry,
} from '../../../../site/features/search/title-index/title-types.ts';
import { writeTitleIndex } from '../../../../site/features/search/title-index/write-title-index.ts';

const entry = (
  catalog: string,
  code: string,
  name: string,
  more: Partial<TitleEntry> = {},
): TitleEntry => ({
  catalog,
  code,
  name,
  aliases: [],
  formerNames: [],
  current: true,
  about: '',
  ...more,
});

const ENTRIES: TitleEntry[] = [
  entry('courses', 'KC0001', '计算机应用基础', { aliases: ['计算机文化基础'], credits: 3 }),
  entry('courses', 'KC0012', '一段简单的课程', { credits: 2 }),
  entry('courses', 'KC0120', '电子商务概论', { credits: 3 }),
  entry('courses', 'KC0121', '电子商务实务', { credits: 5 }),
  entry('courses', 'KC0122', '电子商务法规', { credits: 5, current: false }),
  entry('courses', 'KC0200', '财务会计', { formerNames: ['企业会计学'] }),
  entry('majors', '530701', '电子商务', { about: '高职专科' }),
  entry('certificates', 'DG-2', '电工 二级/技师'),
  entry('certificates', 'DG-3', '电工 三级/高级工'),
  entry('certificates', 'KJ-1', '初级会计专业技术资格'),
  entry('certificates', '1X-1', '1+X职业技能等级证书'),
  entry('nodes', 'WD02', '上海第二工业大学', { aliases: ['二工大'] }),
];
const SYNONYMS: Synonym[] = [
  { term: '会计证', meaning: '会计专业技术资格' },
  { term: '上海电大', meaning: '上海第二工业大学' },
];
const index = loadTitleIndex(writeTitleIndex(ENTRIES, SYNONYMS, characterKnowledge));
const names = (query: string) => index.search(query).hits.map(({ entry: { name } }) => name);
const first = (query: string) => index.search(query).hits[0];

describe('finds what a person means', () => {
  test.each([
    ['the official name', '财务会计', '财务会计', 'name'],
    ['a part across words', '段简', '一段简单的课程', 'substring'],
    ['an alias', '计算机文化基础', '计算机应用基础', 'alias'],
    ['a former name', '企业会计学', '财务会计', 'alias'],
    ['an abbreviation kept as an alias', '二工大', '上海第二工业大学', 'alias'],
    ['a synonym of a whole name', '上海电大', '上海第二工业大学', 'alias'],
    ['a synonym of a part', '会计证', '初级会计专业技术资格', 'synonym'],
    ['a code', 'kc0120', '电子商务概论', 'code'],
    ['a part of a code', '3070', '电子商务', 'substring'],
    ['a code without its prefix', '0120', '电子商务概论', 'code'],
    ['a code without leading zeros', 'KC120', '电子商务概论', 'code'],
    ['the number of a code alone', '120', '电子商务概论', 'code'],
    ['full-width digits', '５３０７０１', '电子商务', 'code'],
    ['pinyin', 'caiwu kuaiji', '财务会计', 'pinyin'],
    ['pinyin not finished', 'caiwukuai', '财务会计', 'pinyin'],
    ['initials', 'cwkj', '财务会计', 'pinyin'],
    ['syllables and initials', 'caiwukj', '财务会计', 'pinyin'],
    ['initials and characters', 'cw会计', '财务会计', 'pinyin'],
    ['traditional characters', '財務會計', '财务会计', 'name'],
    ['a wrong character', '财务会记', '财务会计', 'fuzzy'],
    ['a missing character', '计机应用基础', '计算机应用基础', 'fuzzy'],
    ['swapped characters', '计算机应基用础', '计算机应用基础', 'fuzzy'],
    ['two words in the other order', '高级工 电工', '电工 三级/高级工', 'words'],
    ['two words run together in the other order', '二级电工', '电工 二级/技师', 'words'],
    ['a name with a level', '电工 二级', '电工 二级/技师', 'prefix'],
    ['a sign that matters', '1+x', '1+X职业技能等级证书', 'prefix'],
    ['a level in digits', '电工2级', '电工 二级/技师', 'prefix'],
    ['a level in full-width digits', '电工 ２级', '电工 二级/技师', 'prefix'],
    ['a Roman level', '电工Ⅱ级', '电工 二级/技师', 'prefix'],
    ['a level as it stands further back', '高级电工', '电工 三级/高级工', 'words'],
    ['brackets', '《财务会计》', '财务会计', 'name'],
    ['a synonym with its sort named again', '会计证证书', '初级会计专业技术资格', 'synonym'],
    ['pinyin with tones', 'cáiwù kuàijì', '财务会计', 'pinyin'],
    ['pinyin with a wrong letter', 'dianzishanwufagui', '电子商务法规', 'fuzzy'],
    ['pinyin with two letters swapped', 'dainzi shangwu gailun', '电子商务概论', 'fuzzy'],
    ['homophones that stand in no title', '裁雾会计', '财务会计', 'fuzzy'],
    ['what people call a school', '上二大', '上海第二工业大学', 'fuzzy'],
    [
      'a long pasted title',
      '职业资格证书（电工）三级/高级技能 2023年',
      '电工 三级/高级工',
      'fuzzy',
    ],
    ['a name with words of its description', '电子商务 高职专科', '电子商务', 'words'],
    ['an institute of a school', '上海第二工业大学继续教育学院', '上海第二工业大学', 'fuzzy'],
  ])('%s: %s', (_, query, name, rank) => {
    expect(first(query)?.entry.name).toBe(name);
    expect(first(query)?.rank).toBe(rank);
  });

  test('a question, and says what it left out', () => {
    const answer = index.search('会计证能换什么学分？');
    expect(answer.hits[0]?.entry.name).toBe('初级会计专业技术资格');
    expect(answer.ignored).toBe('能换什么学分');
  });

  test.each([
    ['我有一张电工证能不能换学分？', '电工 二级/技师'],
    ['請問會計證能換什麼學分', '初级会计专业技术资格'],
    ['财务会计这门课多少学分', '财务会计'],
    ['二工大在哪', '上海第二工业大学'],
    ['哪些学校有电子商务专业', '电子商务'],
    ['怎么用电工三级换学分', '电工 三级/高级工'],
  ])('%s', (question, name) => {
    expect(names(question)).toContain(name);
  });

  test('says which words of a long query it found in no name', () => {
    expect(index.search('上海第二工业大学继续教育学院').ignored).toBe('继续教育学院');
  });
});

describe('ranking', () => {
  test('name before prefix, in force before the others, then more credits', () => {
    expect(names('电子商务')).toEqual(['电子商务', '电子商务实务', '电子商务概论', '电子商务法规']);
  });

  test('a code before a name that contains it', () => {
    const two = loadTitleIndex(
      writeTitleIndex(
        [entry('a', 'X1', '关于 530701 的说明'), entry('b', '530701', '电子商务')],
        [],
        characterKnowledge,
      ),
    );
    expect(two.search('530701').hits.map(({ entry: { code } }) => code)).toEqual(['530701', 'X1']);
  });

  test('what a rule names comes before the rule', () => {
    const two = loadTitleIndex(
      writeTitleIndex(
        [entry('rules', 'G1', '计算机一级转换计算机基础'), entry('courses', 'K1', '大学计算机一')],
        [],
        characterKnowledge,
      ),
    );
    expect(two.search('计算机').hits.map(({ entry: { code } }) => code)).toEqual(['K1', 'G1']);
  });

  test('near misses come last, and alone they are called so', () => {
    expect(index.search('财务会记').nearest).toBe(true);
    expect(index.search('会计').nearest).toBe(false);
  });
});

describe('answer', () => {
  test('marks the part that matched, in the text that matched', () => {
    expect(first('级/技')).toMatchObject({ marks: [[4, 7]] });
    expect(first('文化')).toMatchObject({
      matched: { text: '计算机文化基础', kind: 'alias' },
      marks: [[3, 5]],
    });
    expect(first('dzsw')).toMatchObject({ marks: [[0, 4]] });
  });

  test('marks what a synonym means, and each of several words', () => {
    expect(first('会计证')).toMatchObject({
      rank: 'synonym',
      marks: [[2, 10]],
      synonym: SYNONYMS[0],
    });
    expect(first('上海电大')).toMatchObject({ marks: [[0, 8]], synonym: SYNONYMS[1] });
    expect(first('高级 电工')).toMatchObject({
      marks: [
        [0, 2],
        [6, 8],
      ],
    });
  });

  test('keeps to the catalogs asked for and counts all of them', () => {
    const answer = index.search('电子商务', { catalogs: ['majors'] });
    expect(answer.hits.map(({ entry: { catalog } }) => catalog)).toEqual(['majors']);
    expect(answer.totals).toEqual({ majors: 1, courses: 3 });
    expect(answer.total).toBe(1);
  });

  test('counts what is beyond the limit', () => {
    expect(index.search('电子商务', { limit: 2 })).toMatchObject({ total: 4, hits: { length: 2 } });
  });

  test.each(['', '   ', '？？', '龘龘龘龘', 'zzzzzzzz', '电'.repeat(101), '(.*', '\\', '%', '#'])(
    'has nothing for %j, and does not fail',
    (query) => {
      expect(index.search(query).hits).toEqual([]);
    },
  );
});

test('the file gives back every field', () => {
  const whole = entry('x', 'A-1', '名 称（甲）', {
    aliases: ['别 名', '另名'],
    formerNames: ['旧名'],
    current: false,
    credits: 2.5,
    about: '说明 · 甲',
  });
  const again = loadTitleIndex(
    writeTitleIndex([whole, entry('y', 'B', '乙')], [], characterKnowledge),
  );
  expect(again.search('A-1').hits[0]?.entry).toEqual(whole);
  expect(again.size).toBe(2);
});

test('a file of another kind is refused', () => {
  expect(() => loadTitleIndex('<!doctype html>')).toThrow('not a title index');
});
