import { expect, test } from 'vitest';
import { areaName } from '../../../site/features/catalogs/lists/area-name.ts';
import { bank } from '../pages/built-site.ts';

test('what the whole municipality shares is not listed as a district', () => {
  expect(areaName(bank, '310000')).toBe('全市');
  expect(areaName(bank, '310104')).toBe('徐汇区');
  expect(areaName(bank, '320000')).toBe('江苏省');
});
