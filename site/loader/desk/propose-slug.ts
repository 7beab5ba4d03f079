import { pinyin } from 'pinyin-pro';
import type { ProseKindName } from '#domain/content-answers.ts';
import { FIXED_PATHS } from '../routes.ts';

const LONGEST = 60;
const words = new Intl.Segmenter('zh', { granularity: 'word' });

export interface SlugRequest {
  kind: ProseKindName;
  title: string;
  /** `YYYY-MM-DD`, China. */
  day: string;
  taken: string[];
}

/**
 * A name for a new entry's file, the last part of its address: the readings of the title's words,
 * `2026-11-zhaopin-guize`, small Latin letters, digits and hyphens, at most 60; the day where the title has
 * no letter. A node's regulations are named by its code.
 */
export function proposeSlug({ kind, title, day, taken }: SlugRequest): string {
  if (kind === 'nodes') {
    const code = title.replace(/[^A-Za-z0-9-]/g, '').replace(/^-+|-+$/g, '');
    return free(code || day, taken);
  }
  const sections = kind === 'pages' ? FIXED_PATHS.map((path) => path.slice(1, -1)) : [];
  const start = kind === 'news' ? `${day.slice(0, 7)}-` : '';
  const readings = readingsOf(title);
  const wanted = readings.length > 0 ? shortened(start, readings) : day;
  return free(wanted, [...taken, ...sections]);
}

function readingsOf(title: string): string[] {
  return [...words.segment(title.normalize('NFKC'))].flatMap(({ segment }) => {
    const read = pinyin(segment, {
      toneType: 'none',
      type: 'array',
      v: true,
      nonZh: 'consecutive',
    });
    const letters = read.join('').toLowerCase();
    return letters.match(/[a-z0-9]+/g) ?? [];
  });
}

/** Whole words as far as they fit; a single word longer than that is cut. */
function shortened(start: string, readings: readonly string[]): string {
  let slug = start + (readings[0] ?? '').slice(0, LONGEST - start.length);
  for (const word of readings.slice(1)) {
    if (slug.length + 1 + word.length > LONGEST) break;
    slug += `-${word}`;
  }
  return slug;
}

/** With a number after it where the name is taken; file systems may not tell A from a. */
function free(wanted: string, taken: readonly string[]): string {
  const known = new Set(taken.map((name) => name.toLowerCase()));
  for (let number = 1; ; number += 1) {
    const ending = number === 1 ? '' : `-${number}`;
    const slug = wanted.slice(0, LONGEST - ending.length).replace(/-+$/, '') + ending;
    if (!known.has(slug.toLowerCase())) return slug;
  }
}
