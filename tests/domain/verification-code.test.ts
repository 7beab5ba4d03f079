import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findVerificationCode } from '#domain/pasted-text.ts';
import {
  codeHashInput,
  formatVerificationCode,
  makeVerificationCode,
  parseVerificationCode,
  type VerificationCode,
} from '#domain/verification-code.ts';
import { propertyRuns } from '../support/property-runs.ts';
import vectors from '../vectors/verification-codes.json' with { type: 'json' };

describe('a verification code', () => {
  test.each(vectors.made)('is made of 80 random bits: $code', ({ random, code }) => {
    expect(makeVerificationCode(Buffer.from(random, 'hex'))).toBe(code);
  });

  test.each(vectors.accept)('is read from $input', ({ input, code }) => {
    expect(parseVerificationCode(input)).toEqual({ ok: true, code });
  });

  test.each(vectors.reject)('is not read from $input: $reason', ({ input, reason }) => {
    expect(parseVerificationCode(input)).toEqual({ ok: false, reason });
  });

  test.each(vectors.hashes)('has the hash it had in version 1', ({ number, code, sha256 }) => {
    const input = codeHashInput(number, code as VerificationCode);
    expect(createHash('sha256').update(input).digest('hex')).toBe(sha256);
  });

  test('reads back from its grouped form, alone and inside a text', () => {
    const bytes = fc.uint8Array({ minLength: 10, maxLength: 10 });
    fc.assert(
      fc.property(bytes, (random) => {
        const code = makeVerificationCode(random);
        const grouped = formatVerificationCode(code);
        expect(grouped).toMatch(/^(.{4}-){3}.{4}$/);
        expect(formatVerificationCode(grouped)).toBe(grouped);
        expect(parseVerificationCode(grouped.toLowerCase())).toEqual({ ok: true, code });
        expect(findVerificationCode(`编号 3226 4817 3920 5516 4350 验证码 ${grouped}`)).toBe(code);
      }),
      propertyRuns(200),
    );
  });

  test('is looked for in any text without an exception', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (input) => {
        parseVerificationCode(input);
        findVerificationCode(input);
      }),
      propertyRuns(300),
    );
  });

  test('takes exactly 10 random bytes', () => {
    expect(() => makeVerificationCode(new Uint8Array(9))).toThrow(RangeError);
  });
});
