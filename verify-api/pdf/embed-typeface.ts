import { deflateSync } from 'node:zlib';
import { type PDFContext, PDFHexString, PDFRawStream, type PDFRef, PDFString } from 'pdf-lib';
import type { PlacedGlyph } from './shape-text.ts';
import { subsetTrueType } from './subset-truetype.ts';
import type { Typeface } from './typeface.ts';

/** A font inside one document. */
export interface EmbeddedFace {
  ref: PDFRef;
  /** The operand of Tj for glyphs of this font, `<0001000A>`. */
  encode(glyphs: readonly PlacedGlyph[]): string;
  /** Writes the font, holding what was encoded. Call once, at the end. */
  finish(): void;
}
export type EmbedFace = (context: PDFContext, face: Typeface) => EmbeddedFace;

/** Characters a bfchar section may have (Adobe CMap specification). */
const SECTION = 100;
const SYMBOLIC = 4;

/**
 * Embeds the glyphs used, as a CIDFontType2 with Identity-H (ISO 32000-1 section 9.7), and a
 * ToUnicode map so that text can be searched and copied. Two characters that share a glyph get an
 * entry each, or copied text would change.
 */
export const embedSubset: EmbedFace = (context, face) => {
  const ref = context.nextRef();
  const entries: (PlacedGlyph | undefined)[] = [undefined];
  const places = new Map<string, number>();
  const placeOf = (glyph: PlacedGlyph) => {
    const key = `${glyph.id} ${glyph.text}`;
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, entries.length);
    return entries.push(glyph) - 1;
  };
  return {
    ref,
    encode: (glyphs) => `<${glyphs.map((glyph) => hex(placeOf(glyph))).join('')}>`,
    finish: () => writeFont(context, ref, face, entries),
  };
};

function writeFont(
  context: PDFContext,
  ref: PDFRef,
  face: Typeface,
  entries: readonly (PlacedGlyph | undefined)[],
): void {
  const program = subsetTrueType(
    face.file,
    entries.map((glyph) => glyph?.id ?? 0),
  );
  const name = `${subsetTag(entries)}+${face.name}`;
  const { ascent, descent, capHeight, box } = face.metrics;
  const descriptor = context.register(
    context.obj({
      Type: 'FontDescriptor',
      FontName: name,
      Flags: SYMBOLIC,
      FontBBox: box,
      ItalicAngle: 0,
      Ascent: ascent,
      Descent: descent,
      CapHeight: capHeight,
      StemV: 80,
      FontFile2: deflated(context, program, { Length1: program.length }),
    }),
  );
  const descendant = context.register(
    context.obj({
      Type: 'Font',
      Subtype: 'CIDFontType2',
      BaseFont: name,
      CIDSystemInfo: {
        Registry: PDFString.of('Adobe'),
        Ordering: PDFString.of('Identity'),
        Supplement: 0,
      },
      FontDescriptor: descriptor,
      CIDToGIDMap: 'Identity',
      DW: 1000,
      W: widths(entries),
    }),
  );
  const dictionary = context.obj({
    Type: 'Font',
    Subtype: 'Type0',
    BaseFont: name,
    Encoding: 'Identity-H',
    DescendantFonts: [descendant],
    ToUnicode: deflated(context, Buffer.from(toUnicode(entries), 'latin1'), {}),
  });
  context.assign(ref, dictionary);
}

/** Six capitals that differ with the glyphs (ISO 32000-1 section 9.6.4), the same each time. */
function subsetTag(entries: readonly (PlacedGlyph | undefined)[]): string {
  let hash = 0;
  for (const glyph of entries) hash = (Math.imul(hash, 31) + (glyph?.id ?? 0)) >>> 0;
  return Array.from({ length: 6 }, (_, i) =>
    String.fromCharCode(65 + (Math.floor(hash / 26 ** i) % 26)),
  ).join('');
}

function widths(entries: readonly (PlacedGlyph | undefined)[]): (number | number[])[] {
  return entries.flatMap((glyph, place) =>
    glyph === undefined || glyph.advance === 1000 ? [] : [place, [glyph.advance]],
  );
}

function toUnicode(entries: readonly (PlacedGlyph | undefined)[]): string {
  const lines = entries.flatMap((glyph, place) =>
    glyph ? [`<${hex(place)}> <${utf16(glyph.text)}>`] : [],
  );
  const sections: string[] = [];
  for (let at = 0; at < lines.length; at += SECTION) {
    const part = lines.slice(at, at + SECTION);
    sections.push(`${part.length} beginbfchar\n${part.join('\n')}\nendbfchar`);
  }
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
${sections.join('\n')}
endcmap
CMapName currentdict /CMap defineresource pop
end
end`;
}

/** Compressed by zlib: the JavaScript of pdf-lib's own flateStream takes several times as long. */
export function deflated(
  context: PDFContext,
  bytes: Uint8Array,
  entries: Record<string, number | string>,
): PDFRef {
  const contents = deflateSync(bytes);
  const dict = context.obj({ ...entries, Length: contents.length, Filter: 'FlateDecode' });
  return context.register(PDFRawStream.of(dict, contents));
}

export function hex(number: number): string {
  return number.toString(16).toUpperCase().padStart(4, '0');
}

export function utf16(text: string): string {
  return Array.from({ length: text.length }, (_, i) => hex(text.charCodeAt(i))).join('');
}

/** A text string in UTF-16 (ISO 32000-1 section 7.9.2.2). */
export function pdfText(text: string): PDFHexString {
  return PDFHexString.of(`FEFF${utf16(text)}`);
}
