import { deflateSync, inflateSync } from 'node:zlib';
import {
  type PDFContext,
  PDFDocument,
  PDFName,
  PDFRawStream,
  type PDFRef,
  PDFStream,
} from 'pdf-lib';

/** The bank's seal, decoded once and written into each report. */
export interface SealImage {
  width: number;
  height: number;
  embed(context: PDFContext): PDFRef;
}

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Throws a TypeError when `bytes` are no PNG. */
export async function readSealImage(bytes: Uint8Array): Promise<SealImage> {
  if (!PNG_SIGNATURE.every((byte, at) => bytes[at] === byte)) {
    throw new TypeError('the seal image is not a PNG file');
  }
  const scratch = await PDFDocument.create();
  const image = await scratch.embedPng(bytes);
  await image.embed();
  const colours = readStream(scratch.context, image.ref);
  const maskRef = colours.dict.get(PDFName.of('SMask'));
  const mask = maskRef && readStream(scratch.context, maskRef as PDFRef);
  return {
    width: image.width,
    height: image.height,
    embed(context) {
      const dict = colours.dict.clone(context);
      if (mask) {
        const ref = context.register(PDFRawStream.of(mask.dict.clone(context), mask.contents));
        dict.set(PDFName.of('SMask'), ref);
      }
      return context.register(PDFRawStream.of(dict, colours.contents));
    },
  };
}

/** An image of the scratch document with its pixels compressed as well as zlib can. */
function readStream(context: PDFContext, ref: PDFRef) {
  const stream = context.lookup(ref, PDFStream);
  const contents = deflateSync(inflateSync(stream.getContents()), { level: 9 });
  const dict = stream.dict.clone();
  dict.set(PDFName.of('Length'), context.obj(contents.length));
  return { dict, contents };
}
