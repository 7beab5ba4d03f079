/** What people put around the thing they ask about. Longest first where one contains another. */
const AROUND = [
  ...['可以转换成什么课程', '能换什么学分', '可以换什么学分', '能换多少学分', '可以换多少学分'],
  ...['可以抵什么课程', '能抵什么课程', '能换哪些课程', '可以换哪些课程', '换什么课程'],
  ...['能换什么', '能抵什么', '能免什么', '可以免考什么', '可以换什么', '换什么学分', '换多少学分'],
  ...['可以抵多少学分', '能抵多少学分', '能转换吗', '可以转换吗', '能转换', '可以转换', '能换吗'],
  ...['多少学分', '几个学分', '有什么用', '有用吗', '怎么转换', '怎么用', '怎么换', '怎么办理'],
  ...[
    '怎么办',
    '怎么考',
    '在哪里办',
    '在哪里',
    '在哪',
    '哪里有',
    '哪些学校有',
    '哪些学校开',
    '哪个学校有',
  ],
  ...[
    '哪些大学有',
    '哪些网点有',
    '哪些网点',
    '哪些学校',
    '哪个学校',
    '哪些课程',
    '哪些证书',
    '哪些',
  ],
  ...['有哪些', '是什么', '能不能', '可不可以', '我想查', '我想', '我有', '请问', '想查', '如何'],
  ...['怎么', '什么', '可以', '学分', '免修', '免考', '转换', '认定', '吗', '呢'],
].toSorted((a, b) => b.length - a.length);

/** Endings that say what sort of thing it is, and are often not in its name. */
const SORTS = [
  '资格证书',
  '资格证',
  '等级证书',
  '等级证',
  '证书',
  '考试',
  '专业',
  '课程',
  '证',
  '课',
];

export interface SplitQuestion {
  /** What is asked about; may be empty. */
  about: string;
  /** Without the ending that says the sort, when there is one. */
  bare: string;
  /** What was left out. */
  ignored: string;
}

/** Takes a folded question apart: `会计证能换什么学分` → about 会计证, bare 会计. */
export function splitQuestion(folded: string): SplitQuestion {
  let about = folded;
  const ignored: string[] = [];
  for (const words of AROUND) {
    const parts = about.split(words);
    if (parts.length === 1) continue;
    ignored.push(words);
    about = parts.join('');
  }
  // Only at the ends: 火电厂的污染物控制 is one name.
  about = about.replace(/^的+|的+$/g, '');
  const sort = SORTS.find((ending) => about.endsWith(ending) && about.length > ending.length + 1);
  return {
    about,
    bare: sort ? about.slice(0, -sort.length) : about,
    ignored: ignored.join('、'),
  };
}
