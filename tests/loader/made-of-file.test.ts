import { linkSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keepMadeOfFiles } from '../../site/loader/made-of-file.ts';
import { readTable } from '../../site/loader/read-table.ts';

let folder: string;
let file: string;
let made: number;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'made-'));
  file = join(folder, 'a');
  made = 0;
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Writes a file as if long ago. */
function write(path: string, text: string, minute = 0) {
  writeFileSync(path, text);
  const time = new Date(Date.UTC(2026, 0, 1, 0, minute));
  utimesSync(path, time, time);
}

const make = () => {
  made += 1;
  return made;
};

it('makes a thing once of the same bytes, also by another name', () => {
  const kept = keepMadeOfFiles<number>(9);
  write(file, 'x');
  linkSync(file, join(folder, 'b'));
  expect([
    kept(file, 'w', make),
    kept(file, 'w', make),
    kept(join(folder, 'b'), 'w', make),
  ]).toEqual([1, 1, 1]);
  expect(kept(file, 'other', make)).toBe(2);
});

it('makes it anew when the file was written again, changed or new in its place', () => {
  const kept = keepMadeOfFiles<number>(9);
  write(file, 'x');
  expect(kept(file, 'w', make)).toBe(1);
  write(file, 'y', 1);
  expect(kept(file, 'w', make)).toBe(2);
  write(file, 'yy', 1);
  expect(kept(file, 'w', make)).toBe(3);
});

it('keeps nothing of a file that may be written at this very moment, nor of none', () => {
  const kept = keepMadeOfFiles<number>(9);
  writeFileSync(file, 'x');
  expect([kept(file, 'w', make), kept(file, 'w', make)]).toEqual([1, 2]);
  expect([kept(join(folder, 'none'), 'w', make), kept(join(folder, 'none'), 'w', make)]).toEqual([
    3, 4,
  ]);
});

it('forgets what was asked for longest ago', () => {
  const kept = keepMadeOfFiles<number>(1);
  write(file, 'x');
  kept(file, 'a', make);
  kept(file, 'b', make);
  expect(kept(file, 'a', make)).toBe(3);
});

it('reads a catalog once, while it stays the same', () => {
  const first = readTable('content', 'synonyms');
  expect(readTable('content', 'synonyms')).toBe(first);
});
