import { AsyncLocalStorage } from 'node:async_hooks';
import { chinaDate } from '#domain/china-date.ts';
import { contentDirectory } from './content-directory.ts';
import { PROSE_KINDS, type ProseKind } from './schemas/prose.ts';

/** The parts of what pages are made of that may change while the code stays: files of content, the day. */
export const INPUTS = ['catalogs', ...PROSE_KINDS, 'day'] as const;
export type Input = (typeof INPUTS)[number];

/** What pages are drawn from, handed to them by whoever draws them. */
export interface Reading {
  /** Absolute path of the content directory. */
  directory: string;
  /** `YYYY-MM-DD`, China. */
  today: string;
  /** An entry that is shown whether it is published or not. */
  preview?: { kind: ProseKind; slug: string } | undefined;
  /** What was made of the content so far. */
  kept: Map<string, unknown>;
  /**
   * Told of each input whenever it is read. A page that read nothing that has changed since would be
   * drawn the same again: the build rests on this, so what pages read they read through `read`.
   */
  note: (input: Input) => void;
}

/** One for the process: pages are bundled, with a copy of this module of their own. */
const KEY = Symbol.for('jixue.reading');
const shared = globalThis as { [KEY]?: AsyncLocalStorage<Reading> };
shared[KEY] ??= new AsyncLocalStorage<Reading>();
const readings = shared[KEY];

/** Runs `draw`, in which all pages read from `reading`. */
export function withReading<T>(reading: Reading, draw: () => T): T {
  return readings.run(reading, draw);
}

/** The reading for a page that is about to read `inputs`. Outside a build: this process's own content. */
export function read(...inputs: Input[]): Partial<Reading> & Pick<Reading, 'directory' | 'today'> {
  const reading = readings.getStore();
  if (reading === undefined) return { directory: contentDirectory(), today: chinaDate(new Date()) };
  for (const input of inputs) reading.note(input);
  return reading;
}
