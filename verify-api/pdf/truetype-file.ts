import type { Font } from 'fontkit';

/** The tables of a TrueType font that a subset is cut from (ISO/IEC 14496-22 section 5). */
export interface TrueTypeFile {
  glyphCount: number;
  unitsPerEm: number;
  /** A table's bytes, or undefined when the font has none. */
  table(tag: string): Uint8Array | undefined;
  /** The `glyf` entry of a glyph, empty for a blank one. */
  outline(glyphId: number): Uint8Array;
  /** Advance width and left side bearing in font units. */
  metrics(glyphId: number): { advance: number; bearing: number };
}

/** `font` is fontkit's reading of the same `bytes`. Throws RangeError when the outlines are not TrueType. */
export function openTrueTypeFile(bytes: Uint8Array, font: Font): TrueTypeFile {
  const table = (tag: string) => {
    const entry = font.directory.tables[tag];
    return entry && bytes.subarray(entry.offset, entry.offset + entry.length);
  };
  const required = (tag: string) => {
    const found = table(tag);
    if (found === undefined) throw new RangeError(`${font.postscriptName} has no ${tag} table`);
    return found;
  };
  const glyf = required('glyf');
  const loca = view(required('loca'));
  const hmtx = view(required('hmtx'));
  const longOffsets = view(required('head')).getInt16(50) === 1;
  const fullMetrics = view(required('hhea')).getUint16(34);
  const offset = (glyphId: number) =>
    longOffsets ? loca.getUint32(glyphId * 4) : loca.getUint16(glyphId * 2) * 2;
  return {
    glyphCount: view(required('maxp')).getUint16(4),
    unitsPerEm: font.unitsPerEm,
    table,
    outline: (glyphId) => glyf.subarray(offset(glyphId), offset(glyphId + 1)),
    metrics(glyphId) {
      const last = Math.min(glyphId, fullMetrics - 1);
      const bearingAt =
        glyphId < fullMetrics ? glyphId * 4 + 2 : fullMetrics * 4 + (glyphId - fullMetrics) * 2;
      return { advance: hmtx.getUint16(last * 4), bearing: hmtx.getInt16(bearingAt) };
    },
  };
}

export function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
