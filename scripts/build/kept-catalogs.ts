import type { Reading } from '../../site/loader/reading.ts';
import type { MadeOf } from './made-of.ts';

type OfCatalogs = Pick<MadeOf, 'frame' | 'catalogs' | 'day'>;

let last: { of: OfCatalogs; kept: Reading['kept'] } | undefined;

/**
 * An empty `kept` for a reading, with the linked catalogs in it when this process has built them of the
 * same files on the same day: the greater part of what is read, and the part that seldom changes. Prose
 * is read anew, as its attached files lie in one content directory.
 */
export function keptFor({ frame, catalogs, day }: OfCatalogs): Reading['kept'] {
  const of = { frame, catalogs, day };
  const same = last !== undefined && JSON.stringify(last.of) === JSON.stringify(of);
  const known = same ? last?.kept.get('catalogs') : undefined;
  const kept: Reading['kept'] = new Map(known === undefined ? [] : [['catalogs', known]]);
  last = { of, kept };
  return kept;
}
