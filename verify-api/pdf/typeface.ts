import { create, type Font } from 'fontkit';
import { openTrueTypeFile, type TrueTypeFile } from './truetype-file.ts';

export interface Glyph {
  id: number;
  /** Thousandths of the type size. */
  advance: number;
}

/** A font read once and used for every report of the process. */
export interface Typeface {
  /** PostScript name. */
  name: string;
  bold: boolean;
  file: TrueTypeFile;
  /** Thousandths of the type size. */
  metrics: { ascent: number; descent: number; capHeight: number; box: number[] };
  /** Undefined when the font has no glyph for the character, or only a blank one. */
  glyph(codePoint: number): Glyph | undefined;
  /** The narrow form of a quotation mark, for Latin text; Chinese fonts make them an em wide. */
  narrowQuote(codePoint: number): Glyph | undefined;
}

const QUOTES = '‘’“”';
const SPACE = /^\p{Zs}$/u;

export function makeTypeface(bytes: Uint8Array, bold: boolean): Typeface {
  const font = create(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const file = openTrueTypeFile(bytes, font);
  const scale = 1000 / font.unitsPerEm;
  const withAdvance = (id: number) => ({ id, advance: file.metrics(id).advance * scale });
  const known = new Map<number, Glyph | undefined>();
  const narrow = narrowQuotes(font, withAdvance);
  const lookUp = (codePoint: number) => {
    if (!font.hasGlyphForCodePoint(codePoint)) return undefined;
    const { id } = font.glyphForCodePoint(codePoint);
    const blank = file.outline(id).length === 0;
    if (id === 0 || (blank && !SPACE.test(String.fromCodePoint(codePoint)))) return undefined;
    return withAdvance(id);
  };
  return {
    name: font.postscriptName,
    bold,
    file,
    metrics: {
      ascent: font.ascent * scale,
      descent: font.descent * scale,
      capHeight: font.capHeight * scale,
      box: [font.bbox.minX, font.bbox.minY, font.bbox.maxX, font.bbox.maxY].map((n) => n * scale),
    },
    glyph(codePoint) {
      if (!known.has(codePoint)) known.set(codePoint, lookUp(codePoint));
      return known.get(codePoint);
    },
    narrowQuote: (codePoint) => narrow.get(codePoint),
  };
}

function narrowQuotes(font: Font, withAdvance: (id: number) => Glyph): Map<number, Glyph> {
  const found = new Map<number, Glyph>();
  for (const quote of QUOTES) {
    const codePoint = quote.codePointAt(0) as number;
    const glyph = font.layout(quote, ['pwid']).glyphs[0];
    if (font.hasGlyphForCodePoint(codePoint) && glyph) found.set(codePoint, withAdvance(glyph.id));
  }
  return found;
}
