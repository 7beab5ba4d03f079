import { expect, test } from 'vitest';
import { extractText, rasterise } from './rasterise.ts';
import { courses, sampleReport } from './sample-report.ts';
import { openTestPrinter } from './test-printer.ts';

test('a preview says so on each page and carries neither signature nor credential', async () => {
  const printer = await openTestPrinter();
  const { credential, code, verifyUrl } = await sampleReport({ outcomes: courses(40) });
  const pdf = await printer.preview({ credential, code, verifyUrl });
  const pages = await extractText(pdf);
  expect(pages.length).toBeGreaterThan(1);
  for (const text of pages) {
    expect(text.replaceAll('\n', '')).toContain('预览 · 尚未签发');
    expect(text).not.toContain('DEMO');
  }
  const bytes = Buffer.from(pdf).toString('latin1');
  expect(bytes).not.toMatch(/\/ByteRange|\/EmbeddedFile|\/AcroForm/);
  const [first] = await rasterise(pdf, 0.5, 1);
  expect(first?.rgba.some((value, at) => at % 4 !== 3 && value < 100)).toBe(true);
});
