/** Where a browser shows a file instead of saving it; only for PDF, which it shows by itself. */
export function viewAddress(path: string): string {
  return `${encodeURI(path)}?view`;
}
