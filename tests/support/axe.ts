import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** All of WCAG 2.2 AA that axe can judge, and good practice. */
export const EVERYTHING = `runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']`;

/** What axe finds on the page as it stands, `rule <element>` each. `options`: of axe.run, as written in code. */
export async function axeFaults(page: Page, options = ''): Promise<string[]> {
  await page.evaluate(source);
  return page.evaluate(
    `axe.run({ ${options} }).then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].html))`,
  );
}
