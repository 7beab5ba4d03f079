import { Converter } from 'opencc-js/cn2t';
import { characterKnowledge } from '../../../site/features/search/title-index/character-knowledge.ts';
import { foldText } from '../../../site/features/search/title-index/fold-text.ts';
import type { SeededRandom } from '../content/seeded-random.ts';
import type { BenchTitles } from './bench-titles.ts';

/** One query, and which entries answer it. */
export interface Query {
  text: string;
  /** Places in the list of entries, by brute force. */
  truth: Set<number>;
}

export interface QueryKind {
  name: string;
  /** Least recall at 10. */
  bar: number;
  queries: Query[];
}

const HAN = /^\p{Script=Han}+$/u;
const toTraditional = Converter({ from: 'cn', to: 't' });
const { readingsOf, simplify } = characterKnowledge;
const fold = (text: string) => foldText(text, simplify).text;
const read = (text: string) => [...text].map((character) => readingsOf(character)[0] ?? character);

/**
 * `count` queries a kind, each made from an entry drawn by chance after the rule written beside
 * it. The truth is all entries that satisfy the rule: those of the same folded name where the
 * query was made from a whole name, those that contain what was cut out where it is a part.
 */
export function makeQueries(
  { entries, synonyms }: BenchTitles,
  count: number,
  random: SeededRandom,
): QueryKind[] {
  const names = entries.map(({ name }) => fold(name));
  const codes = entries.map(({ code }) => fold(code));
  const common = [...new Set(names.join(''))].filter((character) => HAN.test(character));
  const alike = Map.groupBy(common, (character) => readingsOf(character)[0]);
  const where = (is: (index: number) => boolean) =>
    new Set([...names.keys()].filter((index) => is(index)));
  const named = (index: number) => where((other) => names[other] === names[index]);
  const containing = (...parts: string[]) =>
    where((index) => parts.every((part) => names[index]?.includes(part)));
  const split = (index: number, least: number) => {
    const characters = [...(names[index] ?? '')];
    return characters.length >= least ? characters : undefined;
  };
  const hanOnly = (index: number, least: number) => {
    const name = names[index] ?? '';
    return HAN.test(name) && [...name].length >= least ? name : undefined;
  };
  /** A name with one place changed. */
  const changed = (
    index: number,
    least: number,
    change: (characters: string[], at: number) => boolean,
  ): Query | undefined => {
    const characters = split(index, least);
    if (!characters || !change(characters, random.between(0, characters.length - 1))) return;
    const text = characters.join('');
    return text === names[index] ? undefined : { text, truth: named(index) };
  };

  const rules: [name: string, bar: number, make: (index: number) => Query | undefined][] = [
    ['正式名称', 0.98, (index) => ({ text: entries[index]?.name ?? '', truth: named(index) })],
    [
      '名称中的 2–4 个字',
      0.98,
      (index) => {
        const characters = split(index, 5);
        if (!characters) return;
        const length = random.between(2, 4);
        const start = random.between(0, characters.length - length);
        const text = characters.slice(start, start + length).join('');
        return { text, truth: containing(text) };
      },
    ],
    [
      '代码',
      0.98,
      (index) => ({
        text: entries[index]?.code ?? '',
        truth: where((other) => codes[other] === codes[index]),
      }),
    ],
    [
      '代码末 4 位',
      0.98,
      (index) => {
        const text = codes[index]?.slice(-4) ?? '';
        return { text, truth: where((other) => codes[other]?.includes(text) ?? false) };
      },
    ],
    [
      '代码去前缀和前导零',
      0.98,
      (index) => {
        const text = /^[a-z]+0+(\d+)$/.exec(codes[index] ?? '')?.[1];
        if (!text) return;
        const same = where((other) => codes[other]?.replace(/^[a-z]*0*/, '') === text);
        return { text, truth: same };
      },
    ],
    [
      '全角代码',
      0.98,
      (index) => ({
        text: (entries[index]?.code ?? '').replace(/[!-~]/g, (sign) =>
          String.fromCharCode(sign.charCodeAt(0) + 0xfee0),
        ),
        truth: where((other) => codes[other] === codes[index]),
      }),
    ],
    [
      '繁体字',
      0.98,
      (index) => {
        const text = toTraditional(entries[index]?.name ?? '');
        return text === entries[index]?.name ? undefined : { text, truth: named(index) };
      },
    ],
    [
      '全拼',
      0.98,
      (index) => {
        const name = hanOnly(index, 2);
        return name ? { text: read(name).join(''), truth: named(index) } : undefined;
      },
    ],
    [
      '拼音首字母',
      0.95,
      (index) => {
        const name = hanOnly(index, 4);
        if (!name) return;
        return {
          text: read(name)
            .map((one) => one[0])
            .join(''),
          truth: named(index),
        };
      },
    ],
    [
      '首字母和汉字混写',
      0.98,
      (index) => {
        const characters = [...(hanOnly(index, 4) ?? '')];
        if (characters.length === 0) return;
        const head = read(characters.slice(0, 2).join('')).map((one) => one[0]);
        return { text: [...head, ...characters.slice(2)].join(''), truth: named(index) };
      },
    ],
    [
      '错一个字',
      0.98,
      (index) =>
        changed(index, 4, (characters, at) => {
          characters[at] = random.pick(common);
          return true;
        }),
    ],
    [
      '漏一个字',
      0.98,
      (index) => changed(index, 4, (characters, at) => characters.splice(at, 1).length === 1),
    ],
    [
      '颠倒两个字',
      0.98,
      (index) =>
        changed(index, 4, (characters, at) => {
          const next = characters[at + 1];
          if (next === undefined) return false;
          characters.splice(at, 2, next, characters[at] ?? '');
          return true;
        }),
    ],
    [
      '同音字',
      0.98,
      (index) =>
        changed(index, 3, (characters, at) => {
          const reading = readingsOf(characters[at] ?? '')[0];
          const others = (alike.get(reading) ?? []).filter((other) => other !== characters[at]);
          if (reading === undefined || others.length === 0) return false;
          characters[at] = random.pick(others);
          return true;
        }),
    ],
    [
      '两个词颠倒',
      0.98,
      (index) => {
        const characters = split(index, 6);
        if (!characters) return;
        const head = characters.slice(0, 2).join('');
        const tail = characters.slice(-2).join('');
        return { text: `${tail} ${head}`, truth: containing(head, tail) };
      },
    ],
    [
      '整句提问',
      0.98,
      (index) => {
        const ask = random.pick([
          '能换什么学分',
          '可以转换吗',
          '怎么考',
          '哪些学校有？',
          '有什么用',
        ]);
        return { text: `${entries[index]?.name}${ask}`, truth: named(index) };
      },
    ],
  ];
  const kinds = rules.map(([name, bar, make]) => {
    const queries: Query[] = [];
    for (let tries = 0; queries.length < count && tries < count * 100; tries += 1) {
      const query = make(random.between(0, entries.length - 1));
      if (query && query.truth.size > 0) queries.push(query);
    }
    return { name, bar, queries };
  });
  // Every synonym of the demonstration that means something in these titles.
  const said = synonyms.flatMap(({ term, meaning }) => {
    const truth = containing(fold(meaning));
    return truth.size === 0 || containing(fold(term)).size > 0 ? [] : [{ text: term, truth }];
  });
  return [...kinds, { name: '同义词和简称', bar: 0.95, queries: said.slice(0, count) }];
}
