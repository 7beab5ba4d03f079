import { PDFDict, PDFDocument, PDFName } from 'pdf-lib';
import type { SignedCredential } from '#domain/credential.ts';
import { checkPdfSignature, type PdfSignature } from './check-pdf-signature.ts';
import { readAttachedCredential } from './read-attached-credential.ts';

/** 500 outcomes come to about 130 kB. */
export const MOST_PDF_BYTES = 5_000_000;

export interface ReportPdf {
  /**
   * What `credential.json` holds: JSON in RFC 8785 form with the two members of a signed
   * credential. Neither its signature nor the shape of the credential has been checked. Undefined
   * when there is no such file, or more than one.
   */
  signedCredential: SignedCredential | undefined;
  signature: PdfSignature;
}

export class UnreadablePdfError extends Error {
  override name = 'UnreadablePdfError';
}

/**
 * Takes a PDF apart without trusting it. Whose certificate signed it is for the caller to judge:
 * anyone can make a certificate. Throws UnreadablePdfError for bytes that are no PDF.
 */
export async function readReportPdf(bytes: Uint8Array): Promise<ReportPdf> {
  if (bytes.length > MOST_PDF_BYTES) throw new UnreadablePdfError('this PDF is too large');
  refuseObjectStreams(bytes);
  const document = await open(bytes);
  const signatures = document.context
    .enumerateIndirectObjects()
    .flatMap(([, object]) => (object instanceof PDFDict && isSignature(object) ? [object] : []));
  return {
    signedCredential: readAttachedCredential(document),
    signature: checkPdfSignature(bytes, signatures),
  };
}

/**
 * Reports are written without compressed object streams, and pdf-lib inflates those without a
 * limit: a small file could fill the memory. Names may be written with #xx escapes.
 */
function refuseObjectStreams(bytes: Uint8Array): void {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString('latin1')
    .replace(/#([0-9A-Fa-f]{2})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
  if (/\/(ObjStm|XRef)(?![A-Za-z])/.test(text)) {
    throw new UnreadablePdfError('this PDF was written by another program');
  }
}

async function open(bytes: Uint8Array): Promise<PDFDocument> {
  try {
    const document = await PDFDocument.load(bytes, {
      updateMetadata: false,
      throwOnInvalidObject: true,
    });
    document.getPageCount();
    return document;
  } catch (cause) {
    throw new UnreadablePdfError('this file is not a readable PDF', { cause });
  }
}

function isSignature(dictionary: PDFDict): boolean {
  return dictionary.has(PDFName.of('ByteRange')) && dictionary.has(PDFName.of('Contents'));
}
