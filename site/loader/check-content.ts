import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { checkCredits } from './check/check-credits.ts';
import { checkDuplicates } from './check/check-duplicates.ts';
import { checkFiles, checkUnnamed } from './check/check-files.ts';
import { checkFormerSlugs } from './check/check-former-slugs.ts';
import { checkGovernmentInformation } from './check/check-government.ts';
import { checkLinks, type ListedAddresses } from './check/check-links.ts';
import { checkMeaning } from './check/check-meaning.ts';
import { checkPaths } from './check/check-paths.ts';
import { checkProse } from './check/check-prose.ts';
import { checkReferences } from './check/check-references.ts';
import { checkTexts } from './check/check-texts.ts';
import { checkHtml } from './check/markdown/check-html.ts';
import { buildDay } from './is-published.ts';
import { type Problem, sortProblems } from './problem.ts';
import { allProse, type Content, readContent, type TableTexts } from './read-content.ts';
import { PROSE_KINDS, proseKinds } from './schemas/prose.ts';
import { TABLE_NAMES, tables } from './schemas/tables.ts';

export interface ContentReport {
  /** All faults, most useful first; empty when the content may be published. */
  problems: Problem[];
  /** What an editor may want to look at; nothing here keeps the content from being published. */
  reminders: Problem[];
  /** Entries a file or folder, in Chinese: 标准课程 274. */
  counts: { title: string; count: number }[];
  /** The line on which the text of each Markdown file starts below its front matter. */
  bodyLines: ReadonlyMap<string, number>;
}

/**
 * Checks a whole content directory: each file's own schema, and everything between files.
 * @param today `YYYY-MM-DD`: links to entries that are not published on that day are dead
 * @param instead texts to check in place of catalog files
 * @param listed the addresses of lists; without it, links to them are taken to be right
 */
export function checkContent(
  directory: string,
  today: string = buildDay(),
  instead: TableTexts = {},
  listed?: ListedAddresses,
): ContentReport {
  if (!existsSync(directory)) {
    const message = '内容目录不存在，请核对路径或 CONTENT_DIR';
    const problem: Problem = { rank: 'missing-file', file: '', message };
    return { problems: [problem], reminders: [], counts: [], bodyLines: new Map() };
  }
  const content = readContent(directory, instead);
  const problems = [
    ...content.problems,
    ...checkPaths(content),
    ...unknownFiles(directory),
    ...checkDuplicates(content),
    ...checkReferences(content),
    ...checkMeaning(content),
    ...checkCredits(content),
    ...checkProse(content, today),
    ...checkFormerSlugs(content),
    ...checkGovernmentInformation(content),
    ...checkHtml(content),
    ...checkTexts(content),
    ...checkFiles(content),
    ...checkLinks(content, today, listed),
    ...checkUnnamed(content),
  ];
  const { reminders = [], faults = [] } = Object.groupBy(problems, ({ rank }) =>
    rank === 'reminder' ? 'reminders' : 'faults',
  );
  return {
    problems: sortProblems(faults),
    reminders: sortProblems(reminders),
    counts: countEntries(content),
    bodyLines: new Map(
      allProse(content).map(({ file, body, bodyLine }) => [file, textLine(body, bodyLine)]),
    ),
  };
}

/** Blank lines between front matter and text are no part of what an editor types. */
function textLine(body: string, bodyLine: number): number {
  return bodyLine + (/^([ \t]*\r?\n)*/.exec(body)?.[0].split('\n').length ?? 1) - 1;
}

/** A misspelt file name would otherwise go unnoticed. */
function unknownFiles(directory: string): Problem[] {
  const path = join(directory, 'catalogs');
  if (!existsSync(path)) return [];
  const known = TABLE_NAMES.map((name) => `${name}.csv`);
  return readdirSync(path)
    .filter((name) => !name.startsWith('.') && !known.includes(name))
    .map((name) => ({
      rank: 'header' as const,
      file: `catalogs/${name}`,
      message: `不认识的文件，请核对文件名；可用的文件：${known.join('、')}`,
    }));
}

function countEntries({ tables: data, prose }: Content): ContentReport['counts'] {
  return [
    ...TABLE_NAMES.filter((name) => tables[name].kind === 'entity').map((name) => ({
      title: tables[name].title,
      count: data[name].rows.length,
    })),
    ...PROSE_KINDS.map((kind) => ({
      title: proseKinds[kind].title,
      count: prose[kind].entries.length,
    })),
  ];
}
