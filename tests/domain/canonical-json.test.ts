import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalBytes, canonicalJson } from '#domain/canonical-json.ts';
import { propertyRuns } from '../support/property-runs.ts';

const published = path.resolve(process.env['VECTORS_DIR'] ?? '../shared/vectors', 'jcs');

describe('canonical JSON (RFC 8785)', () => {
  test.skipIf(!existsSync(published))('agrees with the published vectors', () => {
    const inputs = globSync(path.join(published, '*.input.json'));
    expect(inputs.length).toBeGreaterThan(0);
    for (const input of inputs) {
      const output = readFileSync(input.replace('.input.', '.output.'), 'utf8');
      expect(canonicalJson(JSON.parse(readFileSync(input, 'utf8'))), input).toBe(output);
    }
  });
  if (!existsSync(published))
    console.log(`没有 RFC 8785 公开向量（VECTORS_DIR=${published}），略过一项。`);

  // Section 3.2.2.3 and appendix B.
  test.each([
    [JSON.parse('333333333.33333329'), '333333333.3333333'],
    [1e30, '1e+30'],
    [4.5, '4.5'],
    [2e-3, '0.002'],
    [1e-27, '1e-27'],
    [-0, '0'],
    [5e-324, '5e-324'],
    [9007199254740992, '9007199254740992'],
  ])('writes %d as %s', (value, text) => {
    expect(canonicalJson(value)).toBe(text);
  });

  test('sorts names by UTF-16 code units and escapes no more than it must', () => {
    expect(canonicalJson({ '\ufb33': 1, '😀': 2, '\r': 3, ö: 4, '1': 5 })).toBe(
      '{"\\r":3,"1":5,"ö":4,"😀":2,"\ufb33":1}',
    );
    expect(canonicalJson('€$\u000f\nA\'B"\\/')).toBe('"€$\\u000f\\nA\'B\\"\\\\/"');
  });

  test('does not depend on the order of keys and reads back', () => {
    // JSON.parse of V8 13.6 takes the name "\"" for the name "\\" once it has met that one in the same place.
    const key = fc.string({ unit: 'grapheme' }).filter((name) => !/["\\]/.test(name));
    const number = fc.double({ noNaN: true, noDefaultInfinity: true });
    const values = [fc.string(), number, fc.boolean(), fc.constant(null)];
    fc.assert(
      fc.property(fc.object({ key, values }), (value) => {
        const canonical = canonicalJson(value);
        expect(canonicalJson(reversed(value))).toBe(canonical);
        expect(canonicalJson(JSON.parse(new TextDecoder().decode(canonicalBytes(value))))).toBe(
          canonical,
        );
      }),
      propertyRuns(200),
    );
  });

  test('refuses what JSON or UTF-8 cannot hold', () => {
    for (const value of [
      '\ud800',
      { '\udc00': 1 },
      Number.NaN,
      Number.POSITIVE_INFINITY,
      undefined,
    ]) {
      expect(() => canonicalJson(value)).toThrow();
    }
  });
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reversed(item)]),
  );
}
