import { createCanvas } from '@napi-rs/canvas';
import { encode } from 'uqr';

export interface Shot {
  width: number;
  height: number;
  /** Pixels a module. */
  module: number;
  degrees?: number;
  /** How bright the paper is, 0 to 1; ink stays dark. */
  light?: number;
}

/** A photo of a sheet of paper that carries `text` as a QR code, somewhere off its middle. */
function draw(text: string, { width, height, module, degrees = 0, light = 1 }: Shot) {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const grey = (share: number) =>
    `rgb(${[0.98, 0.95, 0.88].map((part) => Math.round(255 * part * share))})`;
  context.fillStyle = grey(light * 0.55);
  context.fillRect(0, 0, width, height);
  context.translate(width * 0.54, height * 0.47);
  context.rotate((degrees * Math.PI) / 180);
  const { data, size } = encode(text, { border: 4 });
  const start = -(size * module) / 2;
  context.fillStyle = grey(light);
  context.fillRect(start, start, size * module, size * module);
  context.fillStyle = grey(light * 0.25);
  data.forEach((row, y) => {
    row.forEach((dark, x) => {
      if (dark)
        context.fillRect(start + x * module, start + y * module, module + 0.4, module + 0.4);
    });
  });
  return { canvas, context };
}

export function qrPhoto(text: string, shot: Shot): Buffer {
  return draw(text, shot).canvas.toBuffer('image/jpeg', 70);
}

/** A film of one frame in YUV4MPEG2 (4:2:0), which Chromium shows again and again as its camera. */
export function qrFilm(text: string, shot: Shot): Buffer {
  const { width, height } = shot;
  const { data } = draw(text, shot).context.getImageData(0, 0, width, height);
  const luma = Buffer.alloc(width * height);
  for (let at = 0; at < luma.length; at += 1) {
    const [red = 0, green = 0, blue = 0] = data.subarray(at * 4, at * 4 + 3);
    luma[at] = 16 + Math.round(((0.299 * red + 0.587 * green + 0.114 * blue) * 219) / 255);
  }
  const chroma = Buffer.alloc((width * height) / 2, 128);
  const head = Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`);
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, chroma]);
  return Buffer.concat([head, frame, frame]);
}
