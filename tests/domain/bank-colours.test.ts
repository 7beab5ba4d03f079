import { describe, expect, test } from 'vitest';
import { markOf } from '#domain/bank.ts';
import { bankColours } from '#domain/bank-colours.ts';
import { contrast } from '#domain/contrast.ts';

test.each([
  ['#000000', '#ffffff', 21],
  ['#777777', '#ffffff', 4.48],
  ['#1a5160', '#1a5160', 1],
  ['#ff0000', '#0000ff', 2.15],
])('the contrast of %s and %s is %d, either way round', (a, b, ratio) => {
  expect(contrast(a, b)).toBeCloseTo(ratio, 2);
  expect(contrast(b, a)).toBe(contrast(a, b));
});

describe('the colours of a bank', () => {
  const good = { action: '#1a5160', actionDark: '#86c5d2' };
  const messages = (colours: unknown) =>
    bankColours.safeParse(colours).error?.issues.map(({ path, message }) => `${path} ${message}`);

  test('are taken where text in them can be read', () => {
    expect(messages(good)).toBeUndefined();
    expect(messages({ ...good, seal: '#AD3325' })).toBeUndefined();
  });

  test.each([
    [
      { ...good, action: '#4a90a4' },
      'action #4a90a4 与页面底色 #f6f1e6 的对比度只有 3.20:1，至少要 4.5:1，请换一个更深的颜色',
    ],
    [
      { ...good, actionDark: '#2f7f93' },
      'actionDark #2f7f93 与页面底色 #171512 的对比度只有 3.97:1，至少要 4.5:1，请换一个更浅的颜色',
    ],
    [
      { ...good, seal: '#f0806f' },
      'seal #f0806f 与印记文字的颜色 #fdfaf3 的对比度只有 2.51:1，至少要 4.5:1，请换一个更深的颜色',
    ],
    [{ ...good, action: 'teal' }, 'action 应为 # 加六位十六进制数的颜色（要加引号），如 "#1a5160"'],
  ])('are refused with the ratio that was measured: %o', (colours, message) => {
    expect(messages(colours)).toEqual([message]);
  });
});

test('the seal mark is what the bank says, or the beginning of its short name', () => {
  expect(markOf({ shortName: '江苏学分银行' })).toBe('江苏');
  expect(markOf({ shortName: '江苏学分银行', mark: '学分银行' })).toBe('学分银行');
  expect(markOf({ shortName: '𠮷林学分银行' })).toBe('𠮷林');
});
