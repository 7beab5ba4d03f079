import { crc32 } from 'node:zlib';
import type { ZipPart } from './zip-parts.ts';

const VERSION = 20;
const UTF8_NAMES = 0x0800;

/**
 * The XML parts of an archive, stored without compression (APPNOTE.TXT 4.3) and each no longer than
 * was counted: a reader that unpacks by itself finds nothing in this that could swell.
 */
export function storedZip(parts: ReadonlyMap<string, ZipPart>): Buffer {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let at = 0;
  let count = 0;
  for (const [path, part] of parts) {
    if (!/\.(xml|rels)$/.test(path)) continue;
    const name = Buffer.from(path);
    const data = part.bytes();
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(VERSION, 0);
    facts.writeUInt16LE(UTF8_NAMES, 2);
    facts.writeUInt32LE(crc32(data), 10);
    facts.writeUInt32LE(data.length, 14);
    facts.writeUInt32LE(data.length, 18);
    facts.writeUInt16LE(name.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    const header = Buffer.concat([signature(0x04034b50), facts, name]);
    local.push(header, data);
    central.push(signature(0x02014b50), twoBytes(VERSION), facts, place, name);
    at += header.length + data.length;
    count += 1;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(count, 4);
  end.writeUInt16LE(count, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...local, directory, signature(0x06054b50), end]);
}

function signature(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function twoBytes(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}
