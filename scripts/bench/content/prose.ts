import { NEWS_CATEGORIES } from '../../../site/loader/schemas/prose.ts';
import type { Cells } from './entities.ts';
import type { SeededRandom } from './seeded-random.ts';

/** Markdown entries by path below the content directory. */
export type Files = Record<string, string>;

export function makeRegulations(nodes: readonly Cells[], nodeMajors: readonly Cells[]): Files {
  const majorsOf = Map.groupBy(nodeMajors, ({ node }) => node);
  return Object.fromEntries(
    nodes.map(({ code, name, conversionCap, updatedAt }) => [
      `nodes/${code}.md`,
      `---
node: ${code}
source: 为测量性能而写，不是该校的规定
sampleFields: [body]
updatedAt: ${updatedAt}
---

## 谁可以申请

已经取得${name}学籍、并在学分银行开户的学员。接受申请的专业：${(majorsOf.get(code) ?? [])
        .map(({ major }) => `[${major}](/majors/${major}/)`)
        .join('、')}。

## 要带什么

1. 有效身份证件原件和复印件；
2. 学分转换申请表一份，本人签名；
3. 学习成果认证报告或银行学分成绩证明；
4. 用证书申请的，另交证书原件和复印件。

## 成绩和年限

- 原始课程成绩不低于 60 分，学分和内容不少于本网点相应课程的三分之二。
- 成果取得时间不超过 8 年；证书自己有有效期的，须在有效期内。

## 可以转换多少

转换的学分不超过专业毕业总学分的 ${conversionCap}%，各专业的具体上限见本页的专业列表。

## 什么时候办

每学期开学后 4 周内提交申请，逾期顺延到下一次。网点在 20 个工作日内答复；材料不全的，一次告知要补的材料。
`,
    ]),
  );
}

export function makeNews(count: number, nodes: readonly Cells[], random: SeededRandom): Files {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => {
      const { code, name } = random.pick(nodes);
      const day = new Date(Date.UTC(2026, 8, 30) - index * 86_400_000).toISOString().slice(0, 10);
      return [
        `news/note-${index + 1}.md`,
        `---
title: ${name}公布第 ${index + 1} 批学分转换安排
category: ${random.pick(NEWS_CATEGORIES)}
summary: 说明申请的时间、地点和要带的材料，符合条件的学员可以就近办理。
publishedAt: ${day}
governmentInformation: { indexNumber: JX-MADE-${index + 1}, writtenAt: ${day} }
source: 为测量性能而写，不是事实
sampleFields: [title, summary, body, governmentInformation]
---

${name}自${day}起接受新一批学分转换申请，[本网点的规定](/nodes/${code}/)和[专业列表](/majors/)已经更新。

## 时间和地点

工作日 9:00–16:30，在继续教育学院服务大厅办理。申请前请先[查证书](/certificates/)，看它对应哪些[标准课程](/courses/)。

## 请注意

- 成果须先经认定并存入账户；
- 材料不全的，一次告知要补的材料；
- 对结果有异议的，十个工作日内可以申请复核。
`,
      ];
    }),
  );
}

const LINK =
  /\/(courses|majors|certificates|programs|nodes|rules|institutions|news)\/[^)\s"#/]+\/[^)\s"]*/g;

/** Prose written for other catalogs, its links to single entries led to the lists instead. */
export function withoutEntryLinks(markdown: string): string {
  return markdown.replaceAll(LINK, '/$1/');
}
