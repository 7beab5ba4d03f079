/**
 * Verification code: 80 random bits as 16 Crockford base32 characters, `7K3M-9QXD-4T2A-W8RE`.
 * Crockford's alphabet leaves out I, L, O and U; on input I and L are read as 1, O as 0.
 */
export type VerificationCode = string & { readonly __brand: 'VerificationCode' };

export type CodeParse =
  | { ok: true; code: VerificationCode }
  | { ok: false; reason: 'empty' | 'too-long' | 'length' | 'character' };

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LONGEST_INPUT = 200;

/** `random` holds 10 bytes from a CSPRNG. */
export function makeVerificationCode(random: Uint8Array): VerificationCode {
  if (random.length !== 10) throw new RangeError('a verification code takes 10 random bytes');
  let bits = 0n;
  for (const byte of random) bits = (bits << 8n) | BigInt(byte);
  let code = '';
  for (let shift = 75n; shift >= 0n; shift -= 5n) code += ALPHABET[Number((bits >> shift) & 31n)];
  return code as VerificationCode;
}

/** Forgives case, spaces, hyphens, full-width characters and the letters I, L and O. */
export function parseVerificationCode(input: string): CodeParse {
  if (input.length > LONGEST_INPUT) return { ok: false, reason: 'too-long' };
  const code = input
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s‐-―−-]/g, '')
    .replace(/[IL]/g, '1')
    .replace(/O/g, '0');
  if (code === '') return { ok: false, reason: 'empty' };
  if (!/^[0-9A-HJKMNP-TV-Z]*$/.test(code)) return { ok: false, reason: 'character' };
  if (code.length !== 16) return { ok: false, reason: 'length' };
  return { ok: true, code: code as VerificationCode };
}

export const codeFaultMessages: Record<Exclude<CodeParse, { ok: true }>['reason'], string> = {
  empty: '请输入验证码：16 位字母和数字，印在报告编号下方。',
  'too-long': '验证码太长，请只输入 16 位验证码。',
  length: '验证码应为 16 位字母和数字，请对照报告检查是否多输或漏输。',
  character: '验证码只含数字和除 I、L、O、U 以外的大写字母，请对照报告检查。',
};

/** `7K3M-9QXD-4T2A-W8RE` */
export function formatVerificationCode(code: string): string {
  return code.replaceAll('-', '').replace(/(.{4})(?=.)/g, '$1-');
}

/**
 * The bytes whose SHA-256 is stored in place of the code. The number and a domain string are
 * hashed with it, so that equal codes on two reports (or in another system) never look alike.
 */
export function codeHashInput(number: string, code: VerificationCode): Uint8Array {
  return new TextEncoder().encode(`jixue/verification-code/v1\n${number}\n${code}`);
}
