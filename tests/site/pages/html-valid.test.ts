import { expect, test } from 'vitest';
import { faultsOfHtml } from '../../support/validate-html.ts';
import { htmlFiles, htmlOf } from './built-site.ts';
import { examplesOfTypes } from './page-types.ts';

/** As many files, spread over all by a multiplier that the run of this test may change with SEED. */
function sample(count: number): string[] {
  let state = Number(process.env['SEED'] ?? 20_261_122);
  return Array.from({ length: count }, () => {
    // Numerical Recipes' linear congruential generator; the high bits are the random ones.
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return htmlFiles[Math.floor((state / 2 ** 32) * htmlFiles.length)] ?? '';
  });
}

test('the validator objects to a paragraph in a list and a picture that says nothing', async () => {
  const faults = await faultsOfHtml(
    '<!DOCTYPE html><html lang="zh-CN"><head><title>t</title></head><body><ul><p>x</p></ul><img src="/x"></body></html>',
  );
  expect(faults.join()).toContain('element-permitted-content');
  expect(faults.join()).toContain('wcag/h37');
});

test('one page of each type, and sixty others, are valid HTML', async () => {
  const files = new Set(['404.html', ...examplesOfTypes, ...sample(60)]);
  const found: string[] = [];
  for (const file of files) {
    found.push(...(await faultsOfHtml(htmlOf(file))).map((fault) => `${file} ${fault}`));
  }
  expect(found).toEqual([]);
}, 60_000);
