import { strToU8, zipSync } from 'fflate';

/** A ZIP archive of text files. */
export function zipOf(parts: Record<string, string | Uint8Array>): Uint8Array {
  return zipSync(
    Object.fromEntries(
      Object.entries(parts).map(([name, data]) => [
        name,
        typeof data === 'string' ? strToU8(data) : data,
      ]),
    ),
  );
}

const TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>';

/** The bones of a Word file of today, with further parts. */
export function docxOf(parts: Record<string, string | Uint8Array> = {}): Uint8Array {
  return zipOf({
    '[Content_Types].xml': TYPES,
    'word/document.xml': '<w:document><w:t>表</w:t></w:document>',
    ...parts,
  });
}

/** The bones of an Excel workbook of today, with further parts. */
export function xlsxOf(parts: Record<string, string | Uint8Array> = {}): Uint8Array {
  return zipOf({ '[Content_Types].xml': TYPES, 'xl/workbook.xml': '<workbook/>', ...parts });
}

/** The head of a PNG of a size, and its end. */
export function pngOf(width: number, height: number, bytes = 0): Uint8Array {
  const head = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
  const size = Buffer.alloc(8);
  size.writeUInt32BE(width, 0);
  size.writeUInt32BE(height, 4);
  return Uint8Array.from(Buffer.concat([head, size, Buffer.alloc(bytes), Buffer.from('....IEND')]));
}

const SECTOR = 512;
const END = 0xfffffffe;
const FREE = 0xffffffff;

/**
 * A compound file ([MS-CFB]) of the streams given, each in sectors of its own; a name that ends in `/`
 * is an empty storage.
 */
export function oleOf(streams: Record<string, Uint8Array>): Uint8Array {
  const entries = Object.entries(streams);
  const directorySectors = Math.ceil((entries.length + 1) / 4);
  const table: number[] = [0xfffffffd, ...chained(1, directorySectors)];
  const data: Buffer[] = [];
  const directory = [entryOf('Root Entry', 5, END, 0)];
  for (const [name, bytes] of entries) {
    if (name.endsWith('/')) {
      directory.push(entryOf(name.slice(0, -1), 1, 0, 0));
      continue;
    }
    const sectors = Math.max(8, Math.ceil(bytes.length / SECTOR));
    directory.push(entryOf(name, 2, table.length, sectors * SECTOR));
    table.push(...chained(table.length, sectors));
    data.push(padded(Buffer.from(bytes), sectors * SECTOR));
  }
  const fat = Buffer.alloc(SECTOR, 0xff);
  for (const [index, next] of table.entries()) fat.writeUInt32LE(next, index * 4);
  const list = padded(Buffer.concat(directory), directorySectors * SECTOR);
  return Uint8Array.from(Buffer.concat([headerOf(), fat, list, ...data]));
}

function headerOf(): Buffer {
  const header = Buffer.alloc(SECTOR, 0xff);
  header.fill(0, 0, 76);
  header.write('d0cf11e0a1b11ae1', 0, 'hex');
  header.writeUInt16LE(9, 30);
  header.writeUInt32LE(1, 44);
  header.writeUInt32LE(1, 48);
  header.writeUInt32LE(4096, 56);
  header.writeUInt32LE(END, 60);
  header.writeUInt32LE(FREE, 68);
  header.writeUInt32LE(0, 76);
  return header;
}

/** The sectors from one on, each leading to the next. */
function chained(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => (i === count - 1 ? END : first + i + 1));
}

function entryOf(name: string, kind: number, start: number, size: number): Buffer {
  const entry = Buffer.alloc(128);
  entry.write(name, 0, 'utf16le');
  entry.writeUInt16LE((name.length + 1) * 2, 64);
  entry.writeUInt8(kind, 66);
  entry.writeUInt8(1, 67);
  entry.writeUInt32LE(start, 116);
  entry.writeUInt32LE(size, 120);
  return entry;
}

function padded(bytes: Buffer, length: number): Buffer {
  return Buffer.concat([bytes, Buffer.alloc(length - bytes.length)]);
}
