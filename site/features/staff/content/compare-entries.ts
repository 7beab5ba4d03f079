import { diffArrays, diffChars } from 'diff';
import type { Fields, FieldTree, ProseKindName } from '#domain/content-answers.ts';
import type { ContentBox } from './content-boxes.ts';
import { boxesOf, linesOf, partOf, rowsOf, textOf } from './content-form.ts';

/** A run of text that stays, goes, or is new. */
export interface Run {
  kind: 'same' | 'gone' | 'new';
  text: string;
}

/** One field, or one paragraph of the text, that differs. */
export interface Change {
  label: string;
  runs: Run[];
}

interface Entry {
  fields: Fields;
  body: string;
}

/** What differs between two versions of an entry: fields first, then the text paragraph by paragraph. */
export function compareEntries(before: Entry, after: Entry, kind: ProseKindName): Change[] {
  const fields = compareBoxes(boxesOf(kind), before.fields, after.fields, '');
  return [...fields, ...compareTexts(before.body, after.body)];
}

function compareBoxes(
  boxes: readonly ContentBox[],
  before: Fields,
  after: Fields,
  within: string,
): Change[] {
  return boxes.flatMap((box) => {
    const label = within + box.label;
    if (box.kind === 'part') {
      const [old, now] = [partOf(before[box.name]), partOf(after[box.name])];
      return compareBoxes(box.boxes, old, now, `${label}：`);
    }
    if (box.kind !== 'group') {
      const [old, now] = [inWords(box, before[box.name]), inWords(box, after[box.name])];
      return old === now ? [] : [{ label, runs: runsOf(old, now) }];
    }
    const [old, now] = [rowsOf(before[box.name]), rowsOf(after[box.name])];
    return Array.from({ length: Math.max(old.length, now.length) }, (_, at) =>
      compareBoxes(box.boxes, old[at] ?? {}, now[at] ?? {}, `${label}第 ${at + 1} ${box.item}：`),
    ).flat();
  });
}

function inWords(box: ContentBox, value: FieldTree | undefined): string {
  if (box.kind === 'yes-no') return textOf(value) === 'true' ? '是' : '否';
  return box.kind === 'lines' ? linesOf(value) : textOf(value);
}

/** Paragraphs that were taken out and put in at one place are compared with each other. */
function compareTexts(before: string, after: string): Change[] {
  const parts = diffArrays(paragraphsOf(before), paragraphsOf(after));
  const changes: Change[] = [];
  let at = 0;
  parts.forEach((part, index) => {
    const next = parts[index + 1];
    if (part.removed) {
      const news = next?.added ? next.value : [];
      const count = Math.max(part.value.length, news.length);
      for (let row = 0; row < count; row += 1) {
        const runs = runsOf(part.value[row] ?? '', news[row] ?? '');
        changes.push({ label: `正文第 ${at + row + 1} 段`, runs });
      }
    } else if (part.added && !parts[index - 1]?.removed) {
      part.value.forEach((text, row) => {
        changes.push({ label: `正文第 ${at + row + 1} 段`, runs: runsOf('', text) });
      });
    }
    if (!part.removed) at += part.value.length;
  });
  return changes;
}

function paragraphsOf(text: string): string[] {
  return text
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');
}

/** Letter by letter while most of it stays; a text that was written anew is shown whole. */
function runsOf(before: string, after: string): Run[] {
  const whole: Run[] = [
    { kind: 'gone' as const, text: before },
    { kind: 'new' as const, text: after },
  ].filter(({ text }) => text !== '');
  if (whole.length < 2) return whole;
  const parts = diffChars(before, after, { maxEditLength: 2000 });
  const same = parts?.filter(({ added, removed }) => !added && !removed) ?? [];
  const kept = same.reduce((sum, { value }) => sum + value.length, 0);
  if (parts === undefined || kept < Math.min(before.length, after.length) / 2) return whole;
  return parts.map(({ value, added, removed }) => ({
    kind: added ? 'new' : removed ? 'gone' : 'same',
    text: value,
  }));
}
