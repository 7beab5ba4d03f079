import { PDFArray, type PDFDocument, PDFHexString, PDFName, PDFString } from 'pdf-lib';
import { pdfText } from './embed-typeface.ts';

/** What @signpdf/signpdf replaces by the true byte range. */
const BYTE_RANGE = '**********';
const SIGNATURES_EXIST_APPEND_ONLY = 3;
const PRINT_AND_LOCKED = 132;

/**
 * Puts an empty, invisible signature field on the first page (ISO 32000-1 section 12.8), to be
 * filled as PAdES wants it (ETSI EN 319 142-1 section 6.3): the claimed time is /M, for the
 * signature itself has none. DocMDP 1 certifies the document: a reader then reports any later
 * change, not only a changed page. `length` counts the hex digits kept free.
 */
export function addSignaturePlaceholder(
  document: PDFDocument,
  { name, reason, now, length }: { name: string; reason: string; now: Date; length: number },
): void {
  const { context, catalog } = document;
  const firstPage = document.getPage(0);
  const unknown = PDFName.of(BYTE_RANGE);
  const signature = context.register(
    context.obj({
      Type: 'Sig',
      Filter: 'Adobe.PPKLite',
      SubFilter: 'ETSI.CAdES.detached',
      ByteRange: [0, unknown, unknown, unknown],
      Contents: PDFHexString.of('0'.repeat(length)),
      M: PDFString.fromDate(now),
      Name: pdfText(name),
      Reason: pdfText(reason),
      Reference: [
        {
          Type: 'SigRef',
          TransformMethod: 'DocMDP',
          TransformParams: { Type: 'TransformParams', P: 1, V: PDFName.of('1.2') },
        },
      ],
    }),
  );
  const field = context.register(
    context.obj({
      Type: 'Annot',
      Subtype: 'Widget',
      FT: 'Sig',
      Rect: [0, 0, 0, 0],
      V: signature,
      T: PDFString.of('Signature1'),
      F: PRINT_AND_LOCKED,
      P: firstPage.ref,
    }),
  );
  const annotations = firstPage.node.lookupMaybe(PDFName.of('Annots'), PDFArray);
  if (annotations) annotations.push(field);
  else firstPage.node.set(PDFName.of('Annots'), context.obj([field]));
  catalog.set(
    PDFName.of('AcroForm'),
    context.obj({ Fields: [field], SigFlags: SIGNATURES_EXIST_APPEND_ONLY }),
  );
  catalog.set(PDFName.of('Perms'), context.obj({ DocMDP: signature }));
}
