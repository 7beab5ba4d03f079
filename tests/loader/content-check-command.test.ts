import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { type Change, cell } from '../content-fixtures/fault-cases.ts';
import {
  minimalContent,
  removeContent,
  writeContent,
} from '../content-fixtures/minimal-content.ts';

function run(change: Change, by: 'argument' | 'environment') {
  const draft = minimalContent();
  change(draft);
  const directory = writeContent(draft);
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['scripts/content-check.ts', ...(by === 'argument' ? [directory] : [])],
    {
      encoding: 'utf8',
      env: { ...process.env, CONTENT_DIR: by === 'environment' ? directory : '/nonexistent' },
    },
  );
  removeContent(directory);
  return { status, stdout, stderr };
}

it.each(['argument', 'environment'] as const)('passes sound content given by %s', (by) => {
  const { status, stdout, stderr } = run(() => {}, by);
  expect(stderr).toBe('');
  expect(stdout).toMatch(/^内容检查通过：标准课程 2，.*\n$/);
  expect(status).toBe(0);
});

it('prints a reminder and still passes', () => {
  const { status, stdout, stderr } = run((draft) => {
    draft.files['news/left.pdf'] = '';
  }, 'argument');
  expect(stderr).toMatch(/\/news\/left\.pdf 提醒：.*\n$/);
  expect(stdout).toContain('另有 1 处提醒');
  expect(status).toBe(0);
});

it('folds a wall of one fault, and counts all of it', () => {
  const { status, stderr } = run((draft) => {
    draft.tables.branches = Array.from({ length: 30 }, (_, index) => ({
      ...draft.tables.branches[0],
      code: `B${index}`,
      status: '现行',
    }));
  }, 'argument');
  expect(stderr.trim().split('\n')).toEqual([
    expect.stringMatching(/branches\.csv:2:status .*共 30 处，在第 2–31 行/),
    expect.stringContaining('30 处需要修改'),
  ]);
  expect(status).toBe(1);
});

it('prints file, row and column, and exits 1', () => {
  const { status, stdout, stderr } = run(cell('courses', 1, 'credits', '四'), 'argument');
  expect(stdout).toBe('');
  expect(stderr).toMatch(
    /\/catalogs\/courses\.csv:3:credits 第 3 行「银行学分」列：「四」应是数字.*\n/,
  );
  expect(stderr).toContain('1 处需要修改');
  expect(status).toBe(1);
});
