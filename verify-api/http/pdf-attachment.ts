import type { ReportPdf } from '../reports/report-pdf.ts';
import type { AppContext } from './app-environment.ts';
import { extendedValue } from './extended-value.ts';

/** The PDF as a download with a Chinese name (RFC 6266, RFC 8187). */
export function pdfAttachment(
  c: AppContext,
  { number, title, bytes, sha256 }: ReportPdf,
): Response {
  const name = extendedValue(`${title}-${number}.pdf`);
  return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
    'Content-Type': 'application/pdf',
    'Content-Length': String(bytes.length),
    'Content-Disposition': `attachment; filename="report-${number}.pdf"; filename*=UTF-8''${name}`,
    ETag: `"${sha256}"`,
    'Cache-Control': 'private, no-store',
  });
}
