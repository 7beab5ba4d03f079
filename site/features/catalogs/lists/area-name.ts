import type { Catalogs } from '../../../loader/build-catalogs.ts';

/**
 * The district's name; 全市 for what a whole municipality shares (GB/T 2260 code ending in 0000),
 * the name for a whole province.
 */
export function areaName(bank: Pick<Catalogs, 'districtName'>, code: string): string {
  const name = bank.districtName(code);
  return code.endsWith('0000') && name.endsWith('市') ? '全市' : name;
}
