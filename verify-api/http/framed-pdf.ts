import type { AppContext } from './app-environment.ts';

/**
 * A PDF for a frame of our own pages, and of no other. No further policy: browsers' own viewers
 * refuse to work under `object-src 'none'`, and nothing runs in a PDF of ours.
 */
export function framedPdf(c: AppContext, pdf: Uint8Array): Response {
  return c.body(pdf as Uint8Array<ArrayBuffer>, 200, {
    'Content-Type': 'application/pdf',
    'Content-Disposition': 'inline; filename="preview.pdf"',
    'Content-Security-Policy': "frame-ancestors 'self'",
    'Cache-Control': 'private, no-store',
  });
}
