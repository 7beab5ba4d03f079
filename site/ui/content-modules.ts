import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { bankSchema } from '#domain/bank.ts';
import { emptySections } from '../loader/empty-sections.ts';
import { colourStyles } from './colour-styles.ts';

/**
 * What the frame of every page takes from the content directory when the site is built, as modules,
 * so that it costs no request and pages made on demand need no content:
 * - `virtual:bank.css`: the bank's own colours
 * - `virtual:empty-sections`: addresses that no menu leads to
 */
export function contentModules(directory: string) {
  // A slash in front makes each a file of the site to Vite, and one in .css a style sheet.
  const sources: Record<string, () => string> = {
    '/bank.css': () => {
      const bank = bankSchema.parse(parse(readFileSync(join(directory, 'bank.yaml'), 'utf8')));
      return colourStyles(bank.colours);
    },
    '/empty-sections': () => `export default ${JSON.stringify(emptySections(directory))}`,
  };
  return {
    name: 'content-modules',
    resolveId: (id: string) =>
      Object.keys(sources).find((path) => id === `virtual:${path.slice(1)}`),
    load: (id: string) => sources[id]?.(),
  };
}
