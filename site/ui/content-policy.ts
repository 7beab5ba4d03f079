/**
 * The Content Security Policy (Level 3) of every page. All that a page loads comes from this site,
 * and no script or style is written into a page, so that no hashes are needed. What a meta tag
 * cannot say (framing) the service says in a header.
 * @param webAssembly for pages on which the full-text search or the reader of QR codes runs
 * @param ownBlobs for pages that show, in a frame, a PDF that their script has fetched
 */
export function contentPolicy(webAssembly = false, ownBlobs = false): string {
  return [
    "default-src 'self'",
    `script-src 'self'${webAssembly ? " 'wasm-unsafe-eval'" : ''}`,
    "img-src 'self' data:",
    ...(ownBlobs ? ["frame-src 'self' blob:"] : []),
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
  ].join(';');
}
