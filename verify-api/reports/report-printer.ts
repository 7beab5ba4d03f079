import type { Credential, SignedCredential } from '#domain/credential.ts';

/** Makes the PDF of a report. */
export interface ReportPrinter {
  /** The characters, once each, that none of the printer's fonts has. */
  unprintable(texts: string[]): string[];
  /** The final PDF: the signed credential attached, the whole signed (PAdES B-B). */
  print(input: PrintedReport & { signed: SignedCredential }): Promise<Uint8Array>;
  /** The same pages marked as a preview, neither sealed nor signed. */
  preview(input: PrintedReport): Promise<Uint8Array>;
}

export interface PrintedReport {
  credential: Credential;
  /** 16 characters, without hyphens. */
  code: string;
  /** What the QR code opens. */
  verifyUrl: string;
}
