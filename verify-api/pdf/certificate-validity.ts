import type { X509Certificate } from 'node:crypto';
import { chinaDate, formatChineseDate } from '#domain/china-date.ts';

/**
 * Why nothing may be signed with this certificate at `now`, in one sentence; undefined when it may.
 * Readers call a report that was signed outside its certificate's validity invalid, for ever.
 */
export function certificateFault(
  { validFromDate, validToDate }: Pick<X509Certificate, 'validFromDate' | 'validToDate'>,
  now: Date,
): string | undefined {
  const day = (instant: Date) => formatChineseDate(chinaDate(instant));
  if (now < validFromDate) {
    return `PDF 签名证书从${day(validFromDate)}起才有效，现在不能签发报告；核验不受影响。`;
  }
  if (now > validToDate) {
    return `PDF 签名证书的有效期到${day(validToDate)}为止，现在不能签发报告；核验不受影响，请管理员更换证书。`;
  }
  return undefined;
}
