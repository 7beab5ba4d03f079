import { chinaDate } from '#domain/china-date.ts';
import type { ContentFault } from '#domain/content-answers.ts';
import type { Checked } from '#domain/content-desk.ts';
import type { ContentDependencies } from './content-dependencies.ts';
import { stampOfContent } from './content-digest.ts';

type Checking = Pick<ContentDependencies, 'desk' | 'contentDir' | 'clock'>;

export interface CheckedChange extends Checked {
  /** Faults that the content directory has without the change. */
  others: ContentFault[];
}

/** What a staged copy says, parted into what the change brings and what was there before. */
export async function checkStaged(
  deps: Checking,
  directory: string,
  /** Files that the change writes: all that is said of them is the change's. */
  own: readonly string[],
  publishAt: Date | null = null,
): Promise<CheckedChange> {
  const now = deps.clock();
  const today = chinaDate(publishAt !== null && publishAt > now ? publishAt : now);
  const staged = await deps.desk.checkDirectory({ directory, today });
  if (staged.faults.length + staged.reminders.length === 0) return { ...staged, others: [] };
  const before = await checkBefore(deps, today);
  const known = new Set([...before.faults, ...before.reminders].map(keyOf));
  const brought = (fault: ContentFault) => own.includes(fault.file) || !known.has(keyOf(fault));
  return {
    faults: staged.faults.filter(brought),
    reminders: staged.reminders.filter(brought),
    others: staged.faults.filter((fault) => !brought(fault)),
  };
}

const keyOf = ({ file, field, message }: ContentFault) => `${file}\0${field ?? ''}\0${message}`;

const kept = new WeakMap<object, { key: string; checked: Promise<Checked> }>();

/** Somebody begins to write: what their first save is compared with may be looked at meanwhile. */
export function checkAhead(deps: Checking): void {
  // Whoever saves asks again, and is told.
  checkBefore(deps, chinaDate(deps.clock())).catch(() => {});
}

/** Of the content directory as it is; asked again only once something in it has changed. */
async function checkBefore({ desk, contentDir }: Checking, today: string): Promise<Checked> {
  const key = `${contentDir}\0${today}\0${await stampOfContent(contentDir)}`;
  const found = kept.get(desk);
  if (found?.key === key) return found.checked;
  const checked = desk.checkDirectory({ directory: contentDir, today });
  kept.set(desk, { key, checked });
  checked.catch(() => kept.delete(desk));
  return checked;
}
