import type { Catalogs } from '../../../loader/build-catalogs.ts';

/** The district's name; 全市 for what a whole municipality shares (GB/T 2260 code ending in 0000). */
export function areaName(bank: Pick<Catalogs, 'districtName'>, code: string): string {
  return code.endsWith('0000') ? '全市' : bank.districtName(code);
}
