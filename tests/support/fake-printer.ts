import { canonicalJson } from '#domain/canonical-json.ts';
import type { ReportPrinter } from '../../verify-api/reports/report-printer.ts';

/** Has no glyph for 𰻞. Prints a text that begins as a PDF does; the real printer has its own tests. */
export const fakePrinter: ReportPrinter = {
  unprintable: (texts) => [...new Set(texts.join('').match(/𰻞/gu) ?? [])],
  preview: async ({ credential, code }) =>
    new TextEncoder().encode(`%PDF-1.7\npreview ${canonicalJson({ credential, code })}\n`),
  print: async ({ signed, code, verifyUrl }) =>
    new TextEncoder().encode(`%PDF-1.7\n${canonicalJson({ signed, code, verifyUrl })}\n`),
};
