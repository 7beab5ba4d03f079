import {
  type CodeParse,
  parseVerificationCode,
  type VerificationCode,
} from './verification-code.ts';

/**
 * Finds a verification code inside pasted text such as
 * `报告编号 3226 4817 3920 5516 4350 验证码 7K3M-9QXD-4T2A-W8RE`.
 * Only a hyphenated or contiguous group of 16 that holds a letter, or one that follows 验证码, counts:
 * a run of digits is more likely to be (part of) a number.
 */
export function findVerificationCode(text: string): VerificationCode | undefined {
  const folded = text
    .slice(0, 2000)
    .normalize('NFKC')
    .replace(/[‐-―−]/g, '-');
  const labelled = folded.match(
    /(?:验证码|code|c=)[^0-9A-Za-z]{0,4}((?:[0-9A-Za-z][ -]?){15}[0-9A-Za-z])/i,
  );
  const grouped = folded.match(
    /(?<![0-9A-Za-z])[0-9A-Za-z]{4}-?[0-9A-Za-z]{4}-?[0-9A-Za-z]{4}-?[0-9A-Za-z]{4}(?![0-9A-Za-z-])/g,
  );
  const candidates = [labelled?.[1], ...(grouped ?? []).filter((group) => /[A-Za-z]/.test(group))];
  for (const candidate of candidates) {
    const parsed: CodeParse = parseVerificationCode(candidate ?? '');
    if (parsed.ok) return parsed.code;
  }
  return undefined;
}
