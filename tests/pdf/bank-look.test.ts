import { createCanvas } from '@napi-rs/canvas';
import { expect, test } from 'vitest';
import { readSealImage } from '../../verify-api/pdf/seal-image.ts';
import { extractText, type Raster, rasterise } from './rasterise.ts';
import { courses, sampleReport } from './sample-report.ts';
import { openTestPrinter } from './test-printer.ts';

/** A red ring on nothing: the text beneath must show through. */
function ring(): Uint8Array {
  const canvas = createCanvas(300, 300);
  const pen = canvas.getContext('2d');
  pen.strokeStyle = '#c3272b';
  pen.lineWidth = 14;
  pen.arc(150, 150, 140, 0, 2 * Math.PI);
  pen.stroke();
  return canvas.toBuffer('image/png');
}

function redPixels({ rgba }: Raster): number {
  let count = 0;
  for (let at = 0; at < rgba.length; at += 4) {
    const [red, green] = [rgba[at] as number, rgba[at + 1] as number];
    if (red > 150 && green < 100) count += 1;
  }
  return count;
}

const darkPixels = ({ rgba }: Raster) =>
  rgba.filter((value, at) => at % 4 === 1 && value < 60).length;

test('the seal stands on the last page, 40 mm wide, and hides no text', async () => {
  const input = await sampleReport({ outcomes: courses(14) });
  const sealed = await (await openTestPrinter({ seal: ring() })).print(input);
  const plain = await (await openTestPrinter()).print(input);
  const [first, last] = (await rasterise(sealed, 2)) as [Raster, Raster];
  const [, plainLast] = (await rasterise(plain, 2)) as [Raster, Raster];
  expect(redPixels(first)).toBe(0);
  // A ring 4.7 % as thick as it is wide, 227 pixels wide.
  expect(redPixels(last)).toBeGreaterThan(5000);
  expect(darkPixels(last)).toBeGreaterThan(0.9 * darkPixels(plainLast));
  expect((await extractText(plain)).join()).toContain('盖章处');
  expect((await extractText(sealed)).join()).not.toContain('盖章处');
});

test('rules and headings are in the colour of the bank', async () => {
  const input = await sampleReport();
  const [own] = (await rasterise(
    await (await openTestPrinter({ accent: '#b01030' })).print(input),
    2,
    1,
  )) as [Raster];
  const [usual] = (await rasterise(await (await openTestPrinter()).print(input), 2, 1)) as [Raster];
  expect(redPixels(usual)).toBe(0);
  expect(redPixels(own)).toBeGreaterThan(2000);
});

test('what is no PNG is refused', async () => {
  await expect(readSealImage(Buffer.from('GIF89a'))).rejects.toThrow(TypeError);
});
