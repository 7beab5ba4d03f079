/** Full-width forms, case, spaces and hyphens make no difference between two ID numbers. */
export function normalIdNumber(idNumber: string): string {
  return idNumber.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '');
}

export const ID_NUMBER_FAULT = '证件号码应为 6 到 40 位数字、字母或汉字，其中至少有一位数字';

/**
 * Whether a text may be the number of an identity document of any kind: `E12345678`, `H1234567(8)`,
 * `军字第1234567号`. Used both when a report is issued and when its holder is confirmed, so that
 * whatever was issued can be confirmed.
 */
export function isIdNumber(text: string): boolean {
  const normal = normalIdNumber(text);
  return /^[\p{L}\p{N}()/.·]{6,40}$/u.test(normal) && /\p{N}/u.test(normal);
}
