const LONGEST_SIDE = 4000;
const HEAVIEST = 2 * 1024 * 1024;

/** What keeps a picture from being shown within a page. */
export function pictureFault(bytes: Buffer, ending: string): string | undefined {
  if (bytes.length > HEAVIEST) {
    const size = (bytes.length / 1024 / 1024).toFixed(1);
    return `有 ${size} MB，手机上打开太慢，上限 2 MB。请用画图或看图软件缩小，或另存为 JPG`;
  }
  if (ending === 'svg') return svgFault(bytes.toString('utf8'));
  const size = pictureSize(bytes, ending);
  if (!size || size.width < 1 || size.height < 1) {
    return '打不开，可能没有传完或已经损坏。请重新导出一份';
  }
  if (Math.max(size.width, size.height) <= LONGEST_SIDE) return undefined;
  return `宽 ${size.width}、高 ${size.height} 像素，太大了，上限 ${LONGEST_SIDE}。请用画图或看图软件缩小`;
}

/** A drawing that does something, or fetches something from elsewhere. */
function svgFault(svg: string): string | undefined {
  if (/<script|<foreignObject|<iframe|<embed|<object|\son\w+\s*=|javascript:|<!ENTITY/i.test(svg)) {
    return '带有脚本，不能公布。请另存为 PNG';
  }
  const outside =
    /(?:href|src)\s*=\s*["'](?!\s*#|\s*data:image\/(?:png|jpe?g|gif|webp)[;,])|@import|url\(\s*["']?(?!#|data:image)/i;
  return outside.test(svg) ? '要从别处取内容，不能公布。请另存为 PNG' : undefined;
}

export interface Size {
  width: number;
  height: number;
}

/** Width and height in pixels, from the head of the file. */
export function pictureSize(bytes: Buffer, ending: string): Size | undefined {
  try {
    if (ending === 'png') return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
    if (ending === 'gif') return { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) };
    if (ending === 'webp') return webpSize(bytes);
    return jpegSize(bytes);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The frame header of a JPEG (ITU-T T.81, B.2.2), after any number of other segments. */
function jpegSize(bytes: Buffer): Size | undefined {
  for (let at = 2; at + 9 < bytes.length; ) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes.readUInt8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}

/** The three forms of WebP (RFC 9649). */
function webpSize(bytes: Buffer): Size | undefined {
  const form = bytes.toString('latin1', 12, 16);
  if (form === 'VP8X') {
    return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
  }
  if (form === 'VP8L') {
    const bits = bytes.readUInt32LE(21);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (form !== 'VP8 ') return undefined;
  return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
}
