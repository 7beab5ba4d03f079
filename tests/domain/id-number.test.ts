import { expect, test } from 'vitest';
import { isIdNumber } from '#domain/id-number.ts';

test.each([
  '11010519491231002X',
  'E12345678',
  'H1234567(8)',
  '军字第1234567号',
  'Ｅ１２３４５６７８',
  'e 1234-5678',
])('%s may be the number of a document', (text) => {
  expect(isIdNumber(text)).toBe(true);
});

test.each(['', '110', '11-0-1-5', '1 1 0', 'ABCDEFG', '123456!', '12345\n', `1${'2'.repeat(40)}`])(
  '%j is no number of a document',
  (text) => {
    expect(isIdNumber(text)).toBe(false);
  },
);
