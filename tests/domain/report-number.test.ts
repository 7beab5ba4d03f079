import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatReportNumber,
  hasValidCheckDigits,
  makeReportNumber,
  numberFaultMessage,
  parseReportNumber,
} from '#domain/report-number.ts';
import { propertyRuns } from '../support/property-runs.ts';
import vectors from '../vectors/report-numbers.json' with { type: 'json' };

const digits14 = fc.string({
  minLength: 14,
  maxLength: 14,
  unit: fc.constantFrom(...'0123456789'),
});
const anyNumber = fc
  .tuple(fc.integer({ min: 11, max: 82 }), fc.integer({ min: 2000, max: 2099 }), digits14)
  .map(([province, year, random]) => makeReportNumber(String(province), year, random));

describe('a report number', () => {
  test.each(vectors.accept)('is read from $input', ({ input, number }) => {
    expect(parseReportNumber(input)).toEqual({ ok: true, number });
  });

  test.each(vectors.reject)('is not read from $input: $reason', ({ input, reason, characters }) => {
    const parsed = parseReportNumber(input);
    expect(parsed).toEqual({ ok: false, reason, ...(characters && { characters }) });
    if (parsed.ok) return;
    const message = numberFaultMessage(parsed);
    expect(message).not.toContain('校验');
    for (const digits of input.match(/\d{4,}/g) ?? []) expect(message).not.toContain(digits);
    for (const character of characters ?? []) expect(message).toContain(`“${character}”`);
  });

  test('with O for 0 is told which digit was meant', () => {
    expect(numberFaultMessage({ reason: 'not-digits', characters: ['O', 'x'] })).toBe(
      '报告编号只有数字，您输入的“O”（是不是数字 0？）、“x”不是数字，请对照报告改正。',
    );
  });

  test('is congruent to 1 modulo 97 (ISO 7064 MOD 97-10) and reads back', () => {
    fc.assert(
      fc.property(anyNumber, (number) => {
        expect(BigInt(number) % 97n).toBe(1n);
        expect(parseReportNumber(formatReportNumber(number))).toEqual({ ok: true, number });
      }),
      propertyRuns(200),
    );
  });

  test('with any single digit changed is refused', () => {
    fc.assert(
      fc.property(anyNumber, (number) => {
        for (const changed of singleChanges(number)) {
          expect(hasValidCheckDigits(changed), changed).toBe(false);
        }
      }),
      propertyRuns(50),
    );
  });

  test('with two different neighbours swapped is refused', () => {
    fc.assert(
      fc.property(anyNumber, (number) => {
        for (const swapped of neighbourSwaps(number)) {
          expect(hasValidCheckDigits(swapped), swapped).toBe(false);
        }
      }),
      propertyRuns(200),
    );
  });

  test('is looked for in any text without an exception', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.string({ unit: fc.constantFrom(...'0123456789 -–　０９ABc：'), maxLength: 300 }),
    );
    fc.assert(
      fc.property(text, (input) => {
        const parsed = parseReportNumber(input);
        if (parsed.ok) expect(hasValidCheckDigits(parsed.number)).toBe(true);
      }),
      propertyRuns(300),
    );
  });

  test('hidden in a very long text is refused quickly', () => {
    expect(parseReportNumber('1 '.repeat(1000))).toMatchObject({ ok: false });
    expect(parseReportNumber(`${' '.repeat(2000)}32264817392055164350`)).toEqual({
      ok: false,
      reason: 'too-long',
    });
  });

  test('is grouped by four, however it came', () => {
    expect(formatReportNumber('32264817392055164350')).toBe('3226 4817 3920 5516 4350');
    expect(formatReportNumber('3226 4817 3920 5516 4350')).toBe('3226 4817 3920 5516 4350');
  });

  test('is not made of anything but 2 + 2 + 14 digits', () => {
    expect(() => makeReportNumber('3', 2026, '48173920551643')).toThrow(RangeError);
    expect(() => makeReportNumber('32', 2026, '4817392055164')).toThrow(RangeError);
    expect(() => makeReportNumber('32', 2026, '4817392055164x')).toThrow(RangeError);
  });
});

function singleChanges(number: string): string[] {
  return [...number].flatMap((digit, at) =>
    [...'0123456789']
      .filter((other) => other !== digit)
      .map((other) => number.slice(0, at) + other + number.slice(at + 1)),
  );
}

function neighbourSwaps(number: string): string[] {
  return [...number].flatMap((digit, at) => {
    const next = number[at + 1];
    return next === undefined || next === digit
      ? []
      : [number.slice(0, at) + next + digit + number.slice(at + 2)];
  });
}
