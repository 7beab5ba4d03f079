import type { ReportPdf } from '../reports/report-pdf.ts';
import type { AppContext } from './app-environment.ts';

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

/** RFC 8187 section 3.2.1: what encodeURIComponent leaves as it is, and a header may not hold. */
function extendedValue(text: string): string {
  const escaped = (sign: string) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(text).replace(/['()*]/g, escaped);
}
