import { expect, test } from 'vitest';
import { measureNode, parseStat, together } from '../../../scripts/bench/measure-process.ts';

const MEBIBYTE = 1024 ** 2;
const FILL = 'const held = Buffer.alloc(200 * 1024 ** 2, 1); setTimeout(() => held, 1500);';

test('a process line is read whatever the process is called', () => {
  const line = '42 (a) b (c 7) S 41 42 42 0 -1 4194304 100 200 0 0 5 6 7 8 20 0 1 0 99';
  expect(parseStat(line)).toEqual({ pid: 42, parent: 41, ownTicks: 11, childTicks: 15 });
});

test('memory that a process and the one it started hold is counted together', async () => {
  const { peakBytes } = await measureNode(['-e', FILL], { cwd: '.' });
  expect(peakBytes).toBeGreaterThan(200 * MEBIBYTE);
  const parent = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(FILL)}]); ${FILL}`;
  const both = await measureNode(['-e', parent], { cwd: '.' });
  expect(both.peakBytes).toBeGreaterThan(400 * MEBIBYTE);
});

test('a failing command fails with what it said', async () => {
  const failing = measureNode(['-e', 'console.error("内容有误"); process.exit(3)'], { cwd: '.' });
  await expect(failing).rejects.toThrow('内容有误');
});

test('of parts that run one after the other times add up and the highest peak counts', () => {
  const one = { cpuSeconds: 1, peakBytes: 5, wallSeconds: 2 };
  const two = { cpuSeconds: 2, peakBytes: 3, wallSeconds: 4 };
  expect(together([one, two])).toEqual({ cpuSeconds: 3, peakBytes: 5, wallSeconds: 6 });
});
