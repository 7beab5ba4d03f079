/*
 * Compound files, which Word, Excel and PowerPoint up to 2003 write ([MS-CFB]): a small file system of
 * storages and streams.
 */

export interface OleEntry {
  name: string;
  kind: 'storage' | 'stream';
  bytes(): Buffer;
}

const ENTRY = 128;
const LAST_SECTOR = 0xfffffffa;
const KINDS: Record<number, OleEntry['kind']> = { 1: 'storage', 2: 'stream', 5: 'storage' };

/**
 * Every storage and stream of a compound file. Entries are found by their shape, wherever they lie in the
 * file, so that a chain made to look broken hides none.
 * @throws RangeError when the file is damaged
 */
export function oleEntries(bytes: Buffer): OleEntry[] {
  const sectorSize = 1 << bytes.readUInt16LE(30);
  if (sectorSize !== 512 && sectorSize !== 4096) throw new RangeError('no sector size');
  const file = { bytes, sectorSize, table: sectorTable(bytes, sectorSize) };
  const entries: OleEntry[] = [];
  let root: Buffer | undefined;
  for (let at = sectorSize; at + ENTRY <= bytes.length; at += ENTRY) {
    const kind = KINDS[bytes.readUInt8(at + 66)];
    const nameLength = bytes.readUInt16LE(at + 64);
    if (!kind || bytes.readUInt8(at + 67) > 1) continue;
    if (nameLength < 4 || nameLength > 64 || nameLength % 2 === 1) continue;
    if (bytes.readUInt16LE(at + nameLength - 2) !== 0) continue;
    const name = bytes.toString('utf16le', at, at + nameLength - 2);
    const start = bytes.readUInt32LE(at + 116);
    const size = bytes.readUInt32LE(at + 120);
    if (bytes.readUInt8(at + 66) === 5) root ??= chain(file, start, size);
    const isSmall = size < bytes.readUInt32LE(56);
    const read = () => (isSmall ? small(file, root, start, size) : chain(file, start, size));
    entries.push({ name, kind, bytes: kind === 'stream' ? read : () => Buffer.alloc(0) });
  }
  if (!root) throw new RangeError('no root entry');
  return entries;
}

interface OleFile {
  bytes: Buffer;
  sectorSize: number;
  /** The sector after each sector. */
  table: Uint32Array;
}

function sectorTable(bytes: Buffer, sectorSize: number): Uint32Array {
  const sectors: number[] = [];
  for (let at = 76; at < 512; at += 4) sectors.push(bytes.readUInt32LE(at));
  let next = bytes.readUInt32LE(68);
  const most = Math.ceil(bytes.length / sectorSize);
  for (let left = most; next < LAST_SECTOR && left > 0; left -= 1) {
    const at = (next + 1) * sectorSize;
    for (let i = 0; i < sectorSize - 4; i += 4) sectors.push(bytes.readUInt32LE(at + i));
    next = bytes.readUInt32LE(at + sectorSize - 4);
  }
  const used = sectors.filter((sector) => sector < most);
  const table = new Uint32Array((used.length * sectorSize) / 4);
  for (const [index, sector] of used.entries()) {
    const from = (sector + 1) * sectorSize;
    for (let i = 0; i < sectorSize / 4 && from + i * 4 + 4 <= bytes.length; i += 1) {
      table[(index * sectorSize) / 4 + i] = bytes.readUInt32LE(from + i * 4);
    }
  }
  return table;
}

function chain({ bytes, sectorSize, table }: OleFile, start: number, size: number): Buffer {
  const pieces: Buffer[] = [];
  let sector = start;
  for (let left = table.length; sector < LAST_SECTOR && left > 0; left -= 1) {
    pieces.push(bytes.subarray((sector + 1) * sectorSize, (sector + 2) * sectorSize));
    sector = table[sector] ?? LAST_SECTOR;
  }
  return Buffer.concat(pieces).subarray(0, size);
}

/** Streams below 4096 bytes lie in sectors of 64 bytes within the root's own stream. */
function small(file: OleFile, root: Buffer | undefined, start: number, size: number): Buffer {
  const first = file.bytes.readUInt32LE(60);
  const count = file.bytes.readUInt32LE(64);
  const table = chain(file, first, count * file.sectorSize);
  const pieces: Buffer[] = [];
  let sector = start;
  for (let left = size; left > 0 && sector < LAST_SECTOR && root; left -= 64) {
    pieces.push(root.subarray(sector * 64, sector * 64 + 64));
    sector = sector * 4 + 4 <= table.length ? table.readUInt32LE(sector * 4) : LAST_SECTOR;
  }
  return Buffer.concat(pieces).subarray(0, size);
}
