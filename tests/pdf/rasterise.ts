import { createCanvas } from '@napi-rs/canvas';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';

export interface Raster {
  width: number;
  height: number;
  /** Four bytes a pixel, rows from the top. */
  rgba: Uint8ClampedArray<ArrayBuffer>;
}

/** The pages as pixels; `scale` 1 is 72 to the inch. */
export async function rasterise(pdf: Uint8Array, scale: number, most = 100): Promise<Raster[]> {
  return withPages(pdf, most, async (page) => {
    const viewport = page.getViewport({ scale });
    const canvas = createCanvas(Math.round(viewport.width), Math.round(viewport.height));
    await page.render({ canvas: canvas as never, viewport, background: 'white' }).promise;
    const { width, height } = canvas;
    const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
    return { width, height, rgba: new Uint8ClampedArray(data) };
  });
}

/** The text of each page as a reader would copy it, a line for each piece of text. */
export async function extractText(pdf: Uint8Array): Promise<string[]> {
  return withPages(pdf, 1000, async (page) => {
    const { items } = await page.getTextContent({ disableNormalization: true });
    return items.map((item) => ('str' in item ? item.str : '')).join('\n');
  });
}

type Page = Awaited<ReturnType<Awaited<ReturnType<typeof getDocument>['promise']>['getPage']>>;

async function withPages<T>(
  pdf: Uint8Array,
  most: number,
  visit: (page: Page) => Promise<T>,
): Promise<T[]> {
  const task = getDocument({ data: new Uint8Array(pdf), verbosity: 0, useSystemFonts: false });
  const document = await task.promise;
  const results: T[] = [];
  for (let number = 1; number <= Math.min(most, document.numPages); number += 1) {
    results.push(await visit(await document.getPage(number)));
  }
  await task.destroy();
  return results;
}

/** Pixels that differ in any colour. Throws when the pictures are not of one size. */
export function differingPixels(one: Raster, other: Raster): number {
  if (one.width !== other.width || one.height !== other.height) {
    throw new RangeError('pictures of different sizes');
  }
  const [a, b] = [one, other].map(({ rgba }) => new Uint32Array(rgba.buffer)) as [
    Uint32Array,
    Uint32Array,
  ];
  return a.reduce((count, pixel, at) => count + (pixel === b[at] ? 0 : 1), 0);
}

/** Pixels that are not white. */
export function inkedPixels({ rgba }: Raster): number {
  return new Uint32Array(rgba.buffer).reduce(
    (count, pixel) => count + (pixel === 0xffffffff ? 0 : 1),
    0,
  );
}
