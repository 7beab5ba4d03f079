import { X509Certificate } from 'node:crypto';
import { SignPdf } from '@signpdf/signpdf';
import { PDFDocument } from 'pdf-lib';
import { channels, type HexColour } from '#domain/contrast.ts';
import type { SignedCredential } from '#domain/credential.ts';
import { Problem } from '#domain/problem.ts';
import { formatReportNumber } from '#domain/report-number.ts';
import { certificateFault } from './certificate-validity.ts';
import { type ComposeInput, composeReport } from './compose-report.ts';
import { embedSubset } from './embed-typeface.ts';
import { loadTypefaces } from './load-typefaces.ts';
import { PadesSigner } from './pades-signer.ts';
import { readSealImage } from './seal-image.ts';
import { unprintableCharacters } from './shape-text.ts';
import { addSignaturePlaceholder } from './signature-placeholder.ts';

export interface PrinterOptions {
  /** The signing certificate in PEM, first; certificates that lead to its root may follow. */
  certPem: string;
  /** Its private key in PEM, not encrypted: EC on P-256 or P-384, or RSA. */
  keyPem: string;
  clock: () => Date;
  /** The bank's seal, a PNG, printed over the signature line. Without it a dotted circle marks the place. */
  seal?: Uint8Array;
  /** The bank's own colour for rules and headings, `#rrggbb`. */
  accent?: HexColour;
}

export type PrintInput = ComposeInput & { signed: SignedCredential };

export interface Printer {
  /** What no font of ours can print, once each: a character, or a base with its marks. */
  unprintable(texts: string[]): string[];
  /** The signed PDF (PAdES B-B) with the credential attached. Throws UnprintableTextError, and a Problem outside the certificate's validity. */
  print(input: PrintInput): Promise<Uint8Array>;
  /** What `print` would make, marked as a preview on each page, without seal, signature and attachment. */
  preview(input: Omit<PrintInput, 'signed'>): Promise<Uint8Array>;
}

/** Hex digits kept free for the signature: at least so many, and so many beside its certificates. */
const SIGNATURE_DIGITS = 8192;
const BESIDE_CERTIFICATES = 4096;

/** Reads fonts, key and seal once (about 0.2 s); then prints as many reports as wanted. */
export async function createPrinter(options: PrinterOptions): Promise<Printer> {
  const [faces, signer, seal] = await Promise.all([
    loadTypefaces(),
    PadesSigner.open(options.certPem, options.keyPem),
    options.seal && readSealImage(options.seal),
  ]);
  const certificate = new X509Certificate(options.certPem);
  const length = Math.max(SIGNATURE_DIGITS, BESIDE_CERTIFICATES + 2 * signer.certificateBytes);
  return {
    unprintable: (texts) => unprintableCharacters(texts, faces),
    async preview({ credential, code, verifyUrl }) {
      const document = await PDFDocument.create({ updateMetadata: false });
      const input = { credential, code, verifyUrl };
      await composeReport(document, input, {
        faces,
        embed: embedSubset,
        now: options.clock(),
        ...(options.accent && { accent: channels(options.accent) }),
      });
      return document.save({ addDefaultPage: false, updateFieldAppearances: false });
    },
    async print(input) {
      const now = options.clock();
      const fault = certificateFault(certificate, now);
      if (fault !== undefined) throw new Problem('unavailable', fault);
      const { issuer, typeLabel, number } = input.credential;
      const document = await PDFDocument.create({ updateMetadata: false });
      await composeReport(document, input, {
        faces,
        embed: embedSubset,
        now,
        ...(seal && { seal }),
        ...(options.accent && { accent: channels(options.accent) }),
      });
      await document.flush();
      addSignaturePlaceholder(document, {
        name: issuer.name,
        reason: `签发${typeLabel.zh} ${formatReportNumber(number)}`,
        now,
        length,
      });
      const unsigned = await document.save({
        useObjectStreams: false,
        addDefaultPage: false,
        updateFieldAppearances: false,
        objectsPerTick: Number.POSITIVE_INFINITY,
      });
      return new SignPdf().sign(unsigned, signer);
    },
  };
}
