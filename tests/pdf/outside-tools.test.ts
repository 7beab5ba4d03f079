import { beforeAll, describe, expect, test } from 'vitest';
import { formatReportNumber } from '#domain/report-number.ts';
import { havePdfTools, runOnPdf } from '../support/pdf-tools.ts';
import { courses, mixedOutcomes, sampleReport } from './sample-report.ts';
import { openTestPrinter } from './test-printer.ts';

/** The same files, judged by programs that share no code with us. */
describe.each([
  ['1 row', { outcomes: courses(1) }],
  ['12 mixed rows, demonstration', { outcomes: mixedOutcomes(), demo: true }],
  ['60 rows', { outcomes: courses(60) }],
])('%s', (_, changes) => {
  let input: Awaited<ReturnType<typeof sampleReport>>;
  let pdf: Uint8Array;
  beforeAll(async () => {
    input = await sampleReport(changes);
    pdf = await (await openTestPrinter()).print(input);
  });

  test.runIf(havePdfTools('pdfsig'))(
    'pdfsig: one valid signature of the total document',
    async () => {
      const output = await runOnPdf(pdf, (file, call) => call('pdfsig', [file]));
      expect(output.match(/^Signature #/gm)).toHaveLength(1);
      expect(output).toContain('Signature is Valid');
      expect(output).toContain('Total document signed');
      expect(output).toContain('ETSI.CAdES.detached');
    },
  );

  test.runIf(havePdfTools('pdfsig'))('pdfsig: not total once bytes are appended', async () => {
    const longer = Buffer.concat([pdf, Buffer.from('\n% more\n')]);
    const output = await runOnPdf(longer, (file, call) => call('pdfsig', [file]));
    expect(output).not.toContain('Total document signed');
  });

  test.runIf(havePdfTools('qpdf'))('qpdf --check: clean', async () => {
    const output = await runOnPdf(pdf, (file, call) => call('qpdf', ['--check', file]));
    expect(output).toContain('No syntax or stream encoding errors found');
    expect(output).not.toMatch(/WARNING/i);
  });

  test.runIf(havePdfTools('pdftotext'))('pdftotext: number, name and every title', async () => {
    const text = await runOnPdf(pdf, (file, call) => call('pdftotext', [file, '-']));
    const joined = text.replace(/\s/g, '');
    expect(text).toContain(formatReportNumber(input.credential.number));
    expect(text).toContain(input.credential.holder.name);
    for (const { title } of input.credential.outcomes) {
      expect(joined).toContain(title.replace(/\s/g, ''));
    }
  });

  test.runIf(havePdfTools('pdftoppm', 'zbarimg'))('pdftoppm | zbarimg: the QR code', async () => {
    const read = await runOnPdf(pdf, async (file, call) => {
      await call('pdftoppm', [
        '-r',
        '150',
        '-f',
        '1',
        '-l',
        '1',
        '-singlefile',
        '-png',
        file,
        'page',
      ]);
      return call('zbarimg', ['--quiet', '--raw', 'page.png']);
    });
    expect(read.trim()).toBe(input.verifyUrl);
  });
});
