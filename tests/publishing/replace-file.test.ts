import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { replaceFile } from '../../verify-api/publishing/replace-file.ts';

let directory = '';
let file = '';
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'replace-'));
  file = join(directory, 'a.csv');
});
afterEach(() => rmSync(directory, { recursive: true }));

it('makes a file, and replaces it with its mode', async () => {
  await replaceFile(file, '一', '');
  chmodSync(file, 0o640);
  await replaceFile(file, '二', '一');
  expect(readFileSync(file, 'utf8')).toBe('二');
  expect(statSync(file).mode & 0o777).toBe(0o640);
});

it('leaves a file that somebody else has changed, and nothing beside it', async () => {
  writeFileSync(file, '别人改的');
  await expect(replaceFile(file, '二', '一')).rejects.toThrow('在此期间被改动过');
  expect(readFileSync(file, 'utf8')).toBe('别人改的');
  expect(readdirSync(directory)).toEqual(['a.csv']);
});

it('replaces what a link leads to, not the link', async () => {
  writeFileSync(join(directory, 'real.csv'), '一');
  symlinkSync('real.csv', file);
  await replaceFile(file, '二', '一');
  expect(readFileSync(join(directory, 'real.csv'), 'utf8')).toBe('二');
  expect(readdirSync(directory).sort()).toEqual(['a.csv', 'real.csv']);
});
