import { readFile } from 'node:fs/promises';
import * as fontkit from 'fontkit';
import { PDFDocument, type PDFFont } from 'pdf-lib';
import { type ComposeInput, composeReport } from '../../verify-api/pdf/compose-report.ts';
import type { EmbedFace } from '../../verify-api/pdf/embed-typeface.ts';
import { fontPath, type Typefaces } from '../../verify-api/pdf/load-typefaces.ts';
import type { Typeface } from '../../verify-api/pdf/typeface.ts';

export const NOW = new Date('2026-11-21T01:05:00Z');

/** Left on, fontkit joins “fi” and swaps the digits of Latin texts for others of another width. */
const NO_FEATURES = Object.fromEntries(
  'rvrn ltra ltrm frac numr dnom ccmp locl rlig mark mkmk calt clig liga rclt curs kern'
    .split(' ')
    .map((feature) => [feature, false]),
);

/** An unsigned report whose fonts are embedded by `embed`. */
export async function composeWith(
  embed: EmbedFace,
  input: ComposeInput,
  faces: Typefaces,
): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  await composeReport(document, input, { faces, embed, now: NOW });
  return document.save({ useObjectStreams: false });
}

/**
 * The same report with the font files whole and unchanged, embedded by pdf-lib, and glyphs chosen
 * by fontkit: none of our own choosing, cutting or writing of fonts is in it.
 */
export async function composeReference(input: ComposeInput, faces: Typefaces): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  document.registerFontkit(fontkit as never);
  const fonts = new Map<Typeface, PDFFont>();
  for (const name of facesUsed(input)) {
    const font = await document.embedFont(await readFile(fontPath(name)), {
      subset: false,
      features: NO_FEATURES,
    });
    fonts.set(faces[name], font);
  }
  const embed: EmbedFace = (_, face) => {
    const font = fonts.get(face);
    if (font === undefined) throw new Error(`the reference has no ${face.name}`);
    return {
      ref: font.ref,
      encode: (glyphs) => font.encodeText(glyphs.map(({ text }) => text).join('')).toString(),
      finish: () => undefined,
    };
  };
  await composeReport(document, input, { faces, embed, now: NOW });
  return document.save({ useObjectStreams: false });
}

/** The font for rare characters is large, so it is left out when nothing needs it. */
function facesUsed({ credential }: ComposeInput): (keyof Typefaces)[] {
  const rare = /[\u{20000}-\u{3FFFF}]/u.test(credential.holder.name);
  return rare ? ['regular', 'bold', 'rare'] : ['regular', 'bold'];
}
