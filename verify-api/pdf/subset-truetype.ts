import { type TrueTypeFile, view } from './truetype-file.ts';

const ARGUMENTS_ARE_WORDS = 0x0001;
const HAS_SCALE = 0x0008;
const MORE_COMPONENTS = 0x0020;
const HAS_X_AND_Y_SCALE = 0x0040;
const HAS_TWO_BY_TWO = 0x0080;

/**
 * A TrueType font holding only the glyphs named, for a PDF FontFile2 (ISO 32000-1 section 9.9).
 * Glyph i of the result is `glyphIds[i]`; glyphIds[0] must be 0, the missing glyph. Outlines are
 * copied byte for byte; parts of composite glyphs follow behind.
 */
export function subsetTrueType(file: TrueTypeFile, glyphIds: readonly number[]): Uint8Array {
  if (glyphIds[0] !== 0) throw new RangeError('a subset begins with glyph 0');
  const { outlines, sources } = collectOutlines(file, glyphIds);
  const { glyf, loca } = joinOutlines(outlines);
  return writeFont([
    ['cvt ', file.table('cvt ')],
    ['fpgm', file.table('fpgm')],
    ['glyf', glyf],
    ['head', patched(file, 'head', (head) => head.setInt16(50, 1))],
    ['hhea', patched(file, 'hhea', (hhea) => hhea.setUint16(34, sources.length))],
    ['hmtx', joinMetrics(file, sources)],
    ['loca', loca],
    ['maxp', patched(file, 'maxp', (maxp) => maxp.setUint16(4, sources.length))],
    ['prep', file.table('prep')],
  ]);
}

function collectOutlines(file: TrueTypeFile, glyphIds: readonly number[]) {
  const sources = [...glyphIds];
  const places = new Map(sources.map((glyphId, place) => [glyphId, place]));
  const outlines: Uint8Array[] = [];
  for (let place = 0; place < sources.length; place += 1) {
    const outline = file.outline(sources[place] as number);
    const composite = outline.length > 0 && view(outline).getInt16(0) < 0;
    outlines.push(composite ? renumberParts(outline, placeOf) : outline);
  }
  return { outlines, sources };

  function placeOf(glyphId: number): number {
    const known = places.get(glyphId);
    if (known !== undefined) return known;
    places.set(glyphId, sources.length);
    return sources.push(glyphId) - 1;
  }
}

/** A composite outline with its component glyph numbers replaced (glyf table, composite description). */
function renumberParts(outline: Uint8Array, placeOf: (glyphId: number) => number): Uint8Array {
  const copy = outline.slice();
  const data = view(copy);
  let at = 10;
  let flags: number;
  do {
    flags = data.getUint16(at);
    data.setUint16(at + 2, placeOf(data.getUint16(at + 2)));
    at += 4 + (flags & ARGUMENTS_ARE_WORDS ? 4 : 2);
    if (flags & HAS_SCALE) at += 2;
    else if (flags & HAS_X_AND_Y_SCALE) at += 4;
    else if (flags & HAS_TWO_BY_TWO) at += 8;
  } while (flags & MORE_COMPONENTS);
  return copy;
}

function joinOutlines(outlines: Uint8Array[]) {
  const padded = (length: number) => (length + 3) & ~3;
  const glyf = new Uint8Array(outlines.reduce((sum, { length }) => sum + padded(length), 0));
  const loca = new Uint8Array((outlines.length + 1) * 4);
  const offsets = view(loca);
  let at = 0;
  outlines.forEach((outline, place) => {
    glyf.set(outline, at);
    at += padded(outline.length);
    offsets.setUint32((place + 1) * 4, at);
  });
  return { glyf, loca };
}

function joinMetrics(file: TrueTypeFile, sources: number[]): Uint8Array {
  const hmtx = new Uint8Array(sources.length * 4);
  const data = view(hmtx);
  sources.forEach((glyphId, place) => {
    const { advance, bearing } = file.metrics(glyphId);
    data.setUint16(place * 4, advance);
    data.setInt16(place * 4 + 2, bearing);
  });
  return hmtx;
}

function patched(file: TrueTypeFile, tag: string, change: (data: DataView) => void): Uint8Array {
  const copy = (file.table(tag) as Uint8Array).slice();
  change(view(copy));
  return copy;
}

/** Table directory and tables (ISO/IEC 14496-22 section 4.5), tags in order. */
function writeFont(entries: [tag: string, bytes: Uint8Array | undefined][]): Uint8Array {
  const tables = entries.flatMap(([tag, bytes]) => (bytes ? [{ tag, bytes }] : []));
  const headerSize = 12 + tables.length * 16;
  const size = tables.reduce((sum, { bytes }) => sum + ((bytes.length + 3) & ~3), headerSize);
  const font = new Uint8Array(size);
  const data = view(font);
  const power = 2 ** Math.floor(Math.log2(tables.length));
  data.setUint32(0, 0x00010000);
  data.setUint16(4, tables.length);
  data.setUint16(6, power * 16);
  data.setUint16(8, Math.log2(power));
  data.setUint16(10, (tables.length - power) * 16);
  let at = headerSize;
  tables.forEach(({ tag, bytes }, index) => {
    const entry = 12 + index * 16;
    for (let i = 0; i < 4; i += 1) font[entry + i] = tag.charCodeAt(i);
    font.set(bytes, at);
    data.setUint32(entry + 4, checksum(data, at, bytes.length));
    data.setUint32(entry + 8, at);
    data.setUint32(entry + 12, bytes.length);
    at += (bytes.length + 3) & ~3;
  });
  return font;
}

function checksum(data: DataView, start: number, length: number): number {
  let sum = 0;
  for (let at = start; at < start + length; at += 4) sum = (sum + data.getUint32(at)) >>> 0;
  return sum;
}
