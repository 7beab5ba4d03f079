import { inflateRawSync } from 'node:zlib';
import { OperatorError } from '#domain/operator-error.ts';

const MEBIBYTE = 1024 * 1024;
/** More than this is no catalog but an attack, or a sheet formatted down to its last row. */
const UNPACKED_LIMIT = 400 * MEBIBYTE;
const DAMAGED =
  '工作簿打不开，可能没有传完或没有保存完整。请用 Excel 或 WPS 打开它，另存为「Excel 工作簿（.xlsx）」再试。';

/** A part of a ZIP archive (APPNOTE.TXT 4.3), unpacked when asked for. */
export interface ZipPart {
  /** Whether a password is needed to unpack it. */
  encrypted: boolean;
  /** Bytes when unpacked, at most. */
  size: number;
  bytes(): Buffer;
  text(): string;
}

/**
 * The parts of a ZIP archive by name, from its central directory.
 * @throws OperatorError when the archive is damaged, or too large once unpacked
 */
export function zipParts(bytes: Buffer, unpackedLimit = UNPACKED_LIMIT): Map<string, ZipPart> {
  const parts = new Map<string, ZipPart>();
  try {
    const end = bytes.lastIndexOf(Buffer.from('504b0506', 'hex'));
    if (end < 0) throw new RangeError('no end of central directory');
    let at = bytes.readUInt32LE(end + 16);
    let total = 0;
    for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
      if (bytes.readUInt32LE(at) !== 0x02014b50) throw new RangeError('no central header');
      const nameLength = bytes.readUInt16LE(at + 28);
      const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
      const size = bytes.readUInt32LE(at + 24);
      total += size;
      parts.set(name, unpacker(bytes, at, size));
      at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    }
    if (total > unpackedLimit) {
      throw new OperatorError(
        `工作簿解开后有 ${Math.round(total / MEBIBYTE)} MB，太大了（上限 ${unpackedLimit / MEBIBYTE} MB）。请只留要用的工作表，删去多余的空行和格式。`,
      );
    }
  } catch (error) {
    if (error instanceof RangeError) throw new OperatorError(DAMAGED, error);
    throw error;
  }
  return parts;
}

function unpacker(bytes: Buffer, header: number, size: number): ZipPart {
  const method = bytes.readUInt16LE(header + 10);
  const packed = bytes.readUInt32LE(header + 20);
  const local = bytes.readUInt32LE(header + 42);
  const unpack = () => {
    try {
      const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
      const data = bytes.subarray(start, start + packed);
      // The stated size is the limit, so that a part cannot be larger than was counted.
      return method === 0 ? data : inflateRawSync(data, { maxOutputLength: size || 1 });
    } catch (error) {
      throw new OperatorError(DAMAGED, error);
    }
  };
  const encrypted = (bytes.readUInt16LE(header + 8) & 1) === 1;
  return { encrypted, size, bytes: unpack, text: () => unpack().toString('utf8') };
}
