/** The page numbers to offer: first, last, and one on each side of `page`; 'gap' where some are left out. */
export function pageWindow(page: number, pages: number): (number | 'gap')[] {
  const wanted = [1, page - 1, page, page + 1, pages].filter((n) => n >= 1 && n <= pages);
  const shown = [...new Set(wanted)].sort((a, b) => a - b);
  return shown.flatMap((n, index) => {
    const before = shown[index - 1];
    return before !== undefined && n - before > 1 ? ['gap' as const, n] : [n];
  });
}
