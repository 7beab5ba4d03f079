import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { breakLines, lineWidth, widestUnbreakable } from '../../verify-api/pdf/break-lines.ts';
import { loadTypefaces, type Typefaces } from '../../verify-api/pdf/load-typefaces.ts';
import { shapeText } from '../../verify-api/pdf/shape-text.ts';
import { propertyRuns } from '../support/property-runs.ts';

let faces: Typefaces;
beforeAll(async () => {
  faces = await loadTypefaces();
});

/** `em` Chinese characters fit on a line. */
function cut(text: string, em: number): string[] {
  const lines = breakLines(shapeText(text, 'regular', faces), em * 1000);
  return lines.map((line) => line.map((glyph) => glyph.text).join(''));
}

describe('line breaking', () => {
  test.each([
    ['一二三四五六', 3, ['一二三', '四五六']],
    ['一二三，四五六', 3, ['一二', '三，四', '五六']],
    ['一二（三四）五', 3, ['一二', '（三', '四）五']],
    ['他说：“好。”再见', 4, ['他说：', '“好。”', '再见']],
    ['一二——三四', 3, ['一', '二——', '三四']],
    ['等级 B 级', 3, ['等级 B', '级']],
    ['the quick brown fox', 4, ['the', 'quick', 'brown', 'fox']],
    ['计算机MS Office应用', 5, ['计算机MS', 'Office应用']],
    ['增长100%了', 3, ['增长', '100%', '了']],
    ['', 3, ['']],
  ])('%s', (text, em, lines) => {
    expect(cut(text, em)).toEqual(lines);
  });

  test('a word longer than a line is cut, behind a hyphen if it has one', () => {
    expect(cut('GD-2019-ABCDEF', 5)).toEqual(['GD-2019-', 'ABCDEF']);
    expect(cut('ABCDEFGHIJKLMNOP', 5).length).toBeGreaterThan(1);
  });

  test('loses nothing, exceeds nothing, and begins no line with punctuation', () => {
    const piece = fc.constantFrom(
      ...'一二三四，。、；：？！“”（）《》——……',
      'AB',
      'c-d',
      ' ',
      '12',
      '%',
    );
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 60 }),
        fc.integer({ min: 6, max: 12 }),
        (all, em) => {
          const text = all.join('');
          const glyphs = shapeText(text, 'regular', faces);
          const lines = breakLines(glyphs, em * 1000);
          const written = lines.map((line) => line.map((glyph) => glyph.text).join(''));
          expect(written.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
          for (const line of lines) expect(lineWidth(line)).toBeLessThanOrEqual(em * 1000);
          // A stretch longer than a line has to be cut somewhere.
          if (widestUnbreakable(glyphs) > em * 1000) return;
          for (const line of written.slice(1)) expect(line).not.toMatch(/^[，。、；：？！”）》%]/);
        },
      ),
      propertyRuns(200),
    );
  });
});
