import type { Credential, SignedCredential } from '#domain/credential.ts';

/** Makes the PDF of a report. */
export interface ReportPrinter {
  /** The characters, once each, that none of the printer's fonts has. */
  unprintable(texts: string[]): string[];
  /** The final PDF: the signed credential attached, the whole signed (PAdES B-B). */
  print(input: {
    credential: Credential;
    signed: SignedCredential;
    /** 16 characters, without hyphens. */
    code: string;
    /** What the QR code opens. */
    verifyUrl: string;
  }): Promise<Uint8Array>;
}
