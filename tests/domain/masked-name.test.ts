import { expect, test } from 'vitest';
import { maskName } from '#domain/masked-name.ts';

test.each([
  ['王小明', '王*明'],
  ['王明', '王*'],
  ['欧阳小明', '欧**明'],
  ['𠮷田', '𠮷*'],
  ['王', '王*'],
  ['Ana María López', 'A*************z'],
])('%s shows as %s', (name, masked) => {
  expect(maskName(name)).toBe(masked);
});
