import { describe, expect, it } from 'vitest';
import { listedAddresses } from '../../site/features/listed-addresses.ts';
import { checkContent } from '../../site/loader/check-content.ts';
import { formatProblem } from '../../site/loader/problem.ts';
import {
  type ContentDraft,
  entry,
  minimalContent,
  removeContent,
  writeContent,
} from './minimal-content.ts';

/** The day on which the content of these tests is checked. */
export const TODAY = '2026-06-01';

export type Change = (draft: ContentDraft) => void;

/** What was changed, how, where the message must point, and words it must hold. */
export type Fault = [name: string, change: Change, place: string, says: string];

/** Writes the minimal content with a change, checks it, and gives the lines an editor would see. */
export function check(change: Change): string[] {
  const draft = minimalContent();
  change(draft);
  const directory = writeContent(draft);
  try {
    return checkContent(directory, TODAY, {}, listedAddresses).problems.map((problem) =>
      formatProblem(problem, 'c'),
    );
  } finally {
    removeContent(directory);
  }
}

/** Each fault alone gives exactly one message, which starts with its place. */
export function describeFaults(title: string, faults: Fault[]): void {
  describe(title, () => {
    it.each(faults)('reports %s once, with its place', (_name, change, place, says) => {
      const problems = check(change);
      expect(problems).toHaveLength(1);
      expect(problems[0]?.startsWith(`c/${place}`)).toBe(true);
      expect(problems[0]).toContain(says);
    });
  });
}

/** Changes one cell; rows count from 0. */
export function cell(
  table: keyof ContentDraft['tables'],
  row: number,
  column: string,
  value: string,
): Change {
  return (draft) => {
    const cells = draft.tables[table][row];
    if (!cells) throw new Error(`no row ${row} in ${table}`);
    cells[column] = value;
  };
}

/** Adds a copy of a row, with changes, at the end of its table. */
export function repeat(
  table: keyof ContentDraft['tables'],
  row: number,
  changes: Record<string, string> = {},
): Change {
  return (draft) => {
    draft.tables[table].push({ ...draft.tables[table][row], ...changes });
  };
}

/** Adds a row at the end of a table. */
export function add(table: keyof ContentDraft['tables'], cells: Record<string, string>): Change {
  return (draft) => {
    draft.tables[table].push(cells);
  };
}

export function empty(table: keyof ContentDraft['tables']): Change {
  return (draft) => {
    draft.tables[table] = [];
  };
}

export function file(path: string, text: string): Change {
  return (draft) => {
    draft.files[path] = text;
  };
}

export function without(path: string): Change {
  return (draft) => {
    delete draft.files[path];
  };
}

export function all(...changes: Change[]): Change {
  return (draft) => {
    for (const change of changes) change(draft);
  };
}

/** A page of content/pages with further front matter. */
export function page(slug: string, fields: Record<string, string> = {}): Change {
  return file(
    `pages/${slug}.md`,
    entry({ title: '关于', summary: '关于', source: '测试', ...fields }, '。'),
  );
}

/** The news item with another body; the body starts on line 9. */
export function newsBody(body: string): Change {
  const fields = {
    title: '上线',
    category: '通知公告',
    summary: '本站上线',
    publishedAt: '2026-01-02',
    source: '测试',
  };
  return file('news/first.md', entry(fields, body));
}
