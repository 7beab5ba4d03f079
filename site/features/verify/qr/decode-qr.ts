import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url';

/** What Chromium and Safari may bring (W3C Shape Detection); TypeScript does not know it yet. */
interface NativeDetector {
  detect(source: CanvasImageSource): Promise<{ rawValue: string }[]>;
}
interface NativeDetectors {
  new (options: { formats: string[] }): NativeDetector;
  getSupportedFormats(): Promise<string[]>;
}

export interface Picture {
  source: CanvasImageSource;
  width: number;
  height: number;
}

/** Large enough for a code on a photographed A4 page; a larger picture takes long and tells no more. */
const LONGEST_SIDES = [1600, 3200];

let native: Promise<NativeDetector | undefined> | undefined;
let ours: Promise<unknown> | undefined;

/** The texts of the QR codes in one frame of the camera; nothing leaves the device. */
export async function decodeFrame(picture: Picture): Promise<string[]> {
  const found = await decodeNatively(picture.source);
  return found ?? decode(picture, LONGEST_SIDES[0] ?? 0);
}

/** As `decodeFrame`, for a photo that will not come again: tried harder. */
export async function decodePhoto(picture: Picture): Promise<string[]> {
  const found = await decodeNatively(picture.source);
  if (found !== undefined && found.length > 0) return found;
  const longest = Math.max(picture.width, picture.height);
  for (const [index, side] of LONGEST_SIDES.entries()) {
    const texts = await decode(picture, side);
    if (texts.length > 0 || longest <= side || index === LONGEST_SIDES.length - 1) return texts;
  }
  return [];
}

/** Undefined where the browser has no detector of its own, or where it fails. */
async function decodeNatively(source: CanvasImageSource): Promise<string[] | undefined> {
  native ??= findNative();
  try {
    return (await (await native)?.detect(source))?.map(({ rawValue }) => rawValue);
  } catch {
    native = Promise.resolve(undefined);
    return undefined;
  }
}

async function findNative(): Promise<NativeDetector | undefined> {
  const { BarcodeDetector } = globalThis as { BarcodeDetector?: NativeDetectors };
  const formats = (await BarcodeDetector?.getSupportedFormats().catch(() => [])) ?? [];
  return BarcodeDetector && formats.includes('qr_code')
    ? new BarcodeDetector({ formats: ['qr_code'] })
    : undefined;
}

async function decode({ source, width, height }: Picture, longest: number): Promise<string[]> {
  ours ??= Promise.resolve(
    prepareZXingModule({ overrides: { locateFile: () => wasm }, fireImmediately: true }),
  );
  await ours;
  const scale = Math.min(1, longest / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) return [];
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  const pixels = context.getImageData(0, 0, canvas.width, canvas.height);
  const results = await readBarcodes(pixels, {
    formats: ['QRCode'],
    tryHarder: true,
    maxNumberOfSymbols: 4,
  });
  return results.filter(({ isValid }) => isValid).map(({ text }) => text);
}
