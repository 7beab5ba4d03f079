import { beforeAll, describe, expect, test } from 'vitest';
import type { Credential } from '#domain/credential.ts';
import { type EmbedFace, embedSubset } from '../../verify-api/pdf/embed-typeface.ts';
import { loadTypefaces, type Typefaces } from '../../verify-api/pdf/load-typefaces.ts';
import { differingPixels, inkedPixels, rasterise } from './rasterise.ts';
import { composeReference, composeWith } from './reference-render.ts';
import { courses, sampleReport } from './sample-report.ts';

/** 144 to the inch. */
const SCALE = 2;

let faces: Typefaces;
beforeAll(async () => {
  faces = await loadTypefaces();
});

const named = (name: string): Credential['holder'] => ({
  name,
  idType: 'passport',
  idNumberLast4: '8812',
});

describe('a report looks as it does with the fonts whole and unchanged', () => {
  test.each([
    ['1 row, 王小明', { holder: named('王小明') }],
    ['1 row, 𠮷田', { holder: named('𠮷田') }],
    ['60 rows, 欧阳䶮', { holder: named('欧阳䶮'), outcomes: courses(60) }],
  ])('%s', { timeout: 120_000 }, async (_, changes: Partial<Credential>) => {
    const input = await sampleReport(changes);
    const ours = await rasterise(await composeWith(embedSubset, input, faces), SCALE);
    const reference = await rasterise(await composeReference(input, faces), SCALE);
    expect(ours).toHaveLength(reference.length);
    for (const [at, page] of ours.entries()) {
      expect(inkedPixels(page)).toBeGreaterThan(50_000);
      expect(differingPixels(page, reference[at] as typeof page), `page ${at + 1}`).toBe(0);
    }
  });
});

describe('the comparison sees a broken font', () => {
  const withOutline = (change: (outline: Uint8Array, glyphId: number) => Uint8Array): EmbedFace => {
    return (context, face) => {
      const outline = (id: number) => change(face.file.outline(id), id);
      return embedSubset(context, { ...face, file: { ...face.file, outline } });
    };
  };
  const shifted: EmbedFace = (context, face) => {
    const outline = (id: number) => face.file.outline(id + 1);
    return embedSubset(context, { ...face, file: { ...face.file, outline } });
  };
  const idOf = (character: string) => faces.bold.glyph(character.codePointAt(0) as number)?.id;

  test.each<[string, () => EmbedFace]>([
    [
      'one glyph of the name is blank',
      () => withOutline((outline, id) => (id === idOf('明') ? outline.subarray(0, 0) : outline)),
    ],
    [
      'four glyphs in ten are blank',
      () => withOutline((outline, id) => (id % 10 < 4 ? outline.subarray(0, 0) : outline)),
    ],
    ['glyphs are taken for their neighbours', () => shifted],
  ])('%s', async (_, embed) => {
    const input = await sampleReport();
    const [whole] = await rasterise(await composeWith(embedSubset, input, faces), SCALE);
    const [broken] = await rasterise(await composeWith(embed(), input, faces), SCALE);
    expect(
      differingPixels(whole as typeof whole & object, broken as typeof broken & object),
    ).toBeGreaterThan(100);
  });
});
