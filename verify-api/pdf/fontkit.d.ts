/** The part of fontkit 2 used here; the package brings no types. */
declare module 'fontkit' {
  export interface Font {
    postscriptName: string;
    unitsPerEm: number;
    ascent: number;
    descent: number;
    capHeight: number;
    bbox: { minX: number; minY: number; maxX: number; maxY: number };
    directory: { tables: Record<string, { offset: number; length: number } | undefined> };
    hasGlyphForCodePoint(codePoint: number): boolean;
    glyphForCodePoint(codePoint: number): { id: number };
    /** Applies OpenType features, named by their tags. */
    layout(text: string, features?: string[]): { glyphs: { id: number }[] };
  }
  export function create(bytes: Uint8Array): Font;
}
