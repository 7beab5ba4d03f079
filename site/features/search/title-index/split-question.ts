/**
 * What people put around the thing they ask about, wherever it stands. Words of two characters and
 * more, as a single one may belong to a name: 会计证能换什么学分.
 */
// biome-ignore format: as a list of words it is read at a glance
const WORDS = [
  '能不能', '可不可以', '是不是', '有没有', '能否', '可否', '能够', '可以', '需要', '应该',
  '怎么样', '怎么', '怎样', '如何', '为什么', '什么', '哪些', '哪个', '哪里', '哪儿', '哪几',
  '哪所', '哪家', '多少', '几个', '几门', '几学分', '几分', '好不好', '好考', '难不难', '值不值',
  '请问', '想问', '问一下', '想查', '想学', '想考', '想换', '我想', '我要', '我有', '我的', '有用',
  '拿了', '拿到', '考了', '考到', '考出', '有了', '一张', '一本', '这张', '这个', '这门', '这种',
  '能换', '能免', '能抵', '能转', '可换', '可免', '可抵', '换学分', '抵学分', '转学分', '要多少',
  '换成', '换取', '兑换', '抵扣', '抵免', '免修', '免考', '免试', '转换', '认定', '承认', '认可',
  '折算', '折合', '学分', '报名', '报考', '办理', '存入', '联系方式', '电话', '地址', '位置',
];

/** Tried when leaving out the words above was not enough: they may belong to a name, too. */
const MORE_WORDS = [
  '开设',
  '学校',
  '高校',
  '大学生',
  '专升本',
  '课程',
  '证书',
  '专业',
  '合格',
  '考试',
];

/** Single characters that a question begins or ends with; taken off one by one. */
export const EDGES =
  '我你有要是的了能会可换转抵免考读学做上用走去在到看值想吗呢呀吧啊么几分张门个办查拿哪';

/** Endings that say what sort of thing it is, and are often not in its name. */
const SORTS = [
  ...['职业技能等级证书', '资格证书', '等级证书', '合格证书', '资格证', '等级证', '合格证', '证书'],
  ...['考试', '专业', '课程', '执照', '证', '课'],
];

/** All of the above, whose characters the index must know in their traditional forms. */
export const ASKING: readonly string[] = [...WORDS, ...MORE_WORDS, EDGES, ...SORTS];

/** Some part of a question that may be what it is about. */
export interface Topic {
  about: string;
  /** What was left out, with `、` between its parts; only the sort of thing is not counted. */
  ignored: string;
}

/**
 * What a folded question may be about, the likeliest first: `会计证能换什么学分` → 会计证, 会计.
 * Leaves out as little as it can, and never answers the question as it is.
 */
export function topicsOf(folded: string): Topic[] {
  const topics = new Map<string, Topic>();
  const add = (start: number, end: number) => {
    const about = folded.slice(start, end);
    if (about.length < 2 && about !== folded) return;
    const ignored = [folded.slice(0, start), folded.slice(end)].filter(Boolean).join('、');
    for (const text of [about, withoutSort(about)]) {
      if (text !== folded && !topics.has(text)) {
        topics.set(text, { about: text, ignored: about === folded ? '' : ignored });
      }
    }
  };
  for (const words of [WORDS, [...WORDS, ...MORE_WORDS]]) {
    for (const [start, end] of between(folded, words)) {
      for (const [from, to] of trimmed(folded, start, end)) add(from, to);
    }
  }
  return [...topics.values()];
}

/** The text with `mark` in place of the words of a question. */
export function withoutAsking(folded: string, mark: string): string {
  return folded.replace(new RegExp(WORDS.toSorted(longestFirst).join('|'), 'g'), mark);
}

function longestFirst(a: string, b: string): number {
  return b.length - a.length;
}

/** `会计证` → 会计. */
export function withoutSort(text: string): string {
  const sort = SORTS.find((ending) => text.endsWith(ending) && text.length > ending.length + 1);
  return sort ? text.slice(0, -sort.length) : text;
}

/**
 * The stretches between those words, the longest first, of equal ones the earlier. One that is less
 * than half of what there is leaves out too much.
 */
function between(text: string, words: readonly string[]): [start: number, end: number][] {
  const stretches: [number, number][] = [];
  const pattern = new RegExp(words.toSorted(longestFirst).join('|'), 'g');
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    stretches.push([at, match.index]);
    at = match.index + match[0].length;
  }
  stretches.push([at, text.length]);
  const whole = stretches.reduce((sum, [start, end]) => sum + end - start, 0);
  return stretches
    .filter(([start, end]) => end - start > 1 && (end - start) * 2 >= whole)
    .toSorted(([a, b], [c, d]) => d - c - (b - a));
}

/** The stretch, and what is left of it after each character taken off its edges. */
function* trimmed(text: string, start: number, end: number): Generator<[number, number]> {
  yield [start, end];
  let [from, to] = [start, end];
  while (to - from > 2) {
    if (EDGES.includes(text[to - 1] ?? '')) to -= 1;
    else if (EDGES.includes(text[from] ?? '')) from += 1;
    else return;
    yield [from, to];
  }
}
