import { describe, expect, test } from 'vitest';
import { addressKey } from '../../../site/features/catalogs/address-key.ts';
import { entryState } from '../../../site/features/catalogs/entry-state.ts';
import { formatFileSize } from '../../../site/features/downloads/file-size.ts';
import { splitAddresses } from '../../../site/features/provenance/split-addresses.ts';
import type { Entity } from '../../../site/loader/schemas/entity-columns.ts';

test.each([
  ['考试证书', '考试证书'],
  ['1+X 职业技能等级', '1-X-职业技能等级'],
  ['计算机/网络?', '计算机-网络'],
  ['100%', '100'],
  ['？！', '-'],
])('the address of %s is %s, and stands encoding', (value, key) => {
  expect(addressKey(value)).toBe(key);
  expect(decodeURIComponent(encodeURI(key))).toBe(key);
});

test.each([
  [0, '0 B'],
  [1023, '1023 B'],
  [1024, '1 KB'],
  [32_500, '32 KB'],
  [1024 * 1024, '1.0 MB'],
  [1_500_000, '1.4 MB'],
])('%i bytes are said as %s', (bytes, said) => {
  expect(formatFileSize(bytes)).toBe(said);
});

test.each([
  ['手册（2020）', [{ text: '手册（2020）' }]],
  [
    '见 https://a.example/b?c=1；又见 http://d.example/。',
    [
      { text: '见 ' },
      { text: 'https://a.example/b?c=1', href: 'https://a.example/b?c=1' },
      { text: '；又见 ' },
      { text: 'http://d.example/', href: 'http://d.example/' },
      { text: '。' },
    ],
  ],
  ['javascript:alert(1)', [{ text: 'javascript:alert(1)' }]],
])('addresses in %s become links', (text, pieces) => {
  expect(splitAddresses(text)).toEqual(pieces);
});

describe('the state of an entry', () => {
  const today = '2026-11-22';
  const of = (row: Partial<Entity>) =>
    entryState({ status: 'current', ...row } as Entity, '证书', today);

  test.each([
    [{}, 'current', undefined],
    [{ effectiveTo: today }, 'current', undefined],
    [{ effectiveFrom: today }, 'current', undefined],
    [{ effectiveTo: '2026-11-21' }, 'expired', '本证书的有效期到2026年11月21日为止，现已失效。'],
    [{ effectiveFrom: '2026-11-23' }, 'expired', '本证书自2026年11月23日起生效，目前还不能使用。'],
    [{ status: 'suspended' as const }, 'suspended', '本证书暂停使用，恢复时间另行公布。'],
    [
      { status: 'retired' as const, effectiveTo: '2015-12-31' },
      'retired',
      '本证书已停用，有效期至2015年12月31日。',
    ],
    [{ status: 'superseded' as const, supersededBy: 'B' }, 'replaced', '本证书已被替代。'],
  ])('%o is %s', (row, badge, line) => {
    expect(of(row)).toMatchObject({ badge });
    expect(of(row).line).toBe(line);
  });
});
