import type { Problem } from '../problem.ts';
import type { Content } from '../read-content.ts';
import type { ProseEntry } from '../read-prose.ts';
import { NEWS_CATEGORIES } from '../schemas/prose.ts';
import { fieldProblem } from './row-problems.ts';

type Entry = ProseEntry<'news'> | ProseEntry<'downloads'>;

/** 政府信息公开: given where bank.yaml asks for it, and no index number twice. */
export function checkGovernmentInformation(content: Content): Problem[] {
  const { bank, prose } = content;
  const entries: Entry[] = [...prose.news.entries, ...prose.downloads.entries];
  const numbers = new Map<string, string>();
  const problems = entries.flatMap((entry) => {
    const given = entry.data.governmentInformation;
    const isAsked = bank?.governmentInformation?.requiredIn.includes(entry.data.category) ?? false;
    const number = given?.indexNumber;
    const before = number === undefined ? undefined : numbers.get(number);
    if (number !== undefined) numbers.set(number, entry.file);
    const say = (message: string) => told(content, entry, message);
    return [
      ...(isAsked && !entry.data.draft ? lacking(given).map((what) => say(what)) : []),
      ...(before === undefined ? [] : [say(`索引号「${number}」与 ${before} 的相同，请换一个`)]),
    ];
  });
  return [...problems, ...checkAsked(content)];
}

function lacking(given: Entry['data']['governmentInformation']): string[] {
  return [
    ...(given?.indexNumber
      ? []
      : ['缺少索引号（indexNumber）。在网页上发布时会自动编写；自己放文件时请接着已有的号往下编']),
    ...(given?.writtenAt ? [] : ['缺少成文日期（writtenAt），请写成 2026-01-31 这样']),
  ];
}

/** A category that there is none of is misspelt. */
function checkAsked({ bank, prose }: Content): Problem[] {
  const known = new Set([
    ...NEWS_CATEGORIES,
    ...(bank?.categories.downloads ?? prose.downloads.entries.map(({ data }) => data.category)),
  ]);
  const asked = bank?.governmentInformation?.requiredIn ?? [];
  return asked
    .filter((category) => !known.has(category))
    .map((category) => ({
      rank: 'meaning' as const,
      file: 'bank.yaml',
      column: 'governmentInformation.requiredIn',
      message: `没有「${category}」这个分类，可填：${[...known].join('、')}`,
    }));
}

function told(content: Content, entry: Entry, message: string): Problem {
  return fieldProblem(content, entry, 'governmentInformation', message);
}
