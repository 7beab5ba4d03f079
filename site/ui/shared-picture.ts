import { type Bank, markOf } from '#domain/bank.ts';

/**
 * Path of the picture that stands for a page where links are shared, 1200 × 630: the seal 积学 on
 * paper. A bank with another mark has none, rather than somebody else's.
 */
export function sharedPicture(bank: Pick<Bank, 'mark' | 'shortName'>): string | undefined {
  return markOf(bank) === '积学' ? '/share.png' : undefined;
}
