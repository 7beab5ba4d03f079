import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import type { Credential } from '#domain/credential.ts';
import { reportTypes } from '#domain/outcome-kinds.ts';
import { formatReportNumber } from '#domain/report-number.ts';
import { extractText, type Raster, rasterise } from './rasterise.ts';
import { conversions, courses, mixedOutcomes, programs, sampleReport } from './sample-report.ts';
import { openTestPrinter } from './test-printer.ts';

let printer: Awaited<ReturnType<typeof openTestPrinter>>;
beforeAll(async () => {
  printer = await openTestPrinter();
  const wasm = await readFile(
    fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')),
  );
  prepareZXingModule({ overrides: { wasmBinary: wasm.buffer as ArrayBuffer } });
});

/** The pages' texts without white space: a wrapped text is one again. */
async function pagesOf(changes: Partial<Credential>): Promise<string[]> {
  const pages = await extractText(await printer.print(await sampleReport(changes)));
  return pages.map((page) => page.replace(/\s/g, ''));
}

async function readQr(page: Raster): Promise<string[]> {
  const image = { data: page.rgba, width: page.width, height: page.height, colorSpace: 'srgb' };
  const found = await readBarcodes(image as ImageData, { formats: ['QRCode'] });
  return found.map(({ text }) => text);
}

test('the first page says who, what, when, and carries number, code and QR', async () => {
  const input = await sampleReport({
    outcomes: mixedOutcomes(),
    supersedes: '31264817392055164342',
  });
  const pdf = await printer.print(input);
  const [first = ''] = (await extractText(pdf)).map((page) => page.replace(/\s/g, ''));
  for (const text of [
    '华东终身教育学分银行',
    '学习成果认证报告',
    '王小明',
    '尾号002X',
    '浦东分部',
  ]) {
    expect(first).toContain(text);
  }
  expect(first).toContain('31264817392055164342');
  expect(first).toContain('7K3M-9QXD-4T2A-W8RE');
  expect(first).toContain('2026年11月21日');
  expect(first).toContain('长期有效');
  expect(first).toContain('换发自');
  const [page] = await rasterise(pdf, 2, 1);
  expect(await readQr(page as Raster)).toEqual([input.verifyUrl]);
});

test('number and name can be copied as they are written', async () => {
  const pages = await extractText(await printer.print(await sampleReport()));
  expect(pages[0]).toContain(formatReportNumber('31264817392055164342'));
  expect(pages[0]).toContain('学习成果认证报告');
});

test('every title, place and number of a mixed report is printed', async () => {
  const outcomes = mixedOutcomes();
  const all = (await pagesOf({ outcomes, conversions: conversions(2) })).join('');
  for (const outcome of outcomes) {
    const { category, kind, labels, obtainedOn, hours, credits, ...texts } = outcome;
    for (const text of [...Object.values(texts), obtainedOn, labels.category.zh, labels.kind.zh]) {
      expect(all).toContain(String(text).replace(/\s/g, ''));
    }
  }
  for (const { rule, to, node } of conversions(2)) {
    for (const text of [rule, to, node]) expect(all).toContain(text);
  }
  expect(all).toContain('共12项学习成果，课程学分合计15学分，2项学分转换，转换学分合计7.5学分。');
});

test('three sections of a row each fit on one page with the signature', async () => {
  const all = mixedOutcomes();
  const outcomes = ['course', 'qualification', 'online'].map(
    (kind) => all.find((outcome) => outcome.kind === kind) as (typeof all)[number],
  );
  const pages = await pagesOf({ outcomes });
  expect(pages).toHaveLength(1);
  for (const { title, labels } of outcomes) {
    expect(pages[0]).toContain(title.replace(/\s/g, ''));
    expect(pages[0]).toContain(labels.kind.zh);
  }
  expect(pages[0]).toContain('以下空白');
  expect(pages[0]).toContain('盖章处');
});

test('no closing block reaches into the footer, however the rows fall', async () => {
  for (let count = 1; count <= 14; count += 1) {
    const input = await sampleReport({ outcomes: courses(count) });
    const [first] = await rasterise(await printer.print(input), 1, 1);
    expect(inkBetween(first as Raster, 784, 788), `${count} rows`).toBe(0);
  }
});

/** Pixels that are not white between two heights from the top, both included. */
function inkBetween({ rgba, width }: Raster, top: number, bottom: number): number {
  let inked = 0;
  for (let at = top * width * 4; at < (bottom + 1) * width * 4; at += 4) {
    if (rgba[at] !== 255) inked += 1;
  }
  return inked;
}

describe('a report of many rows', () => {
  test.each([
    [60, 4],
    [500, 25],
  ])('%i rows: pages, heads, numbers and footers', async (count, expectedPages) => {
    const outcomes = courses(count);
    const pages = await pagesOf({ outcomes });
    expect(pages).toHaveLength(expectedPages);
    pages.forEach((page, at) => {
      expect(page, `head of page ${at + 1}`).toContain('课程名称');
      expect(page).toContain(`第${at + 1}页，共${pages.length}页`);
      expect(page).toContain('报告编号Reportnumber31264817392055164342');
      if (at > 0) expect(page).toContain('学习成果认证报告王小明');
    });
    const all = pages.join('');
    for (const { title, code } of outcomes) {
      expect(all).toContain(title);
      expect(all.split(code as string)).toHaveLength(2);
    }
    expect(pages.at(-1)).toContain('合计Total');
    expect(pages.at(-1)).toContain('以下空白');
    expect(pages.at(-1)).toContain('盖章处');
  });

  test('the closing page is never without a row', async () => {
    for (let count = 1; count <= 30; count += 1) {
      const pages = await pagesOf({ outcomes: courses(count) });
      const last = pages.at(-1) as string;
      expect(last).toContain('如何核验');
      expect(last, `${count} rows`).toContain(String(10771 + count - 1));
    }
  });
});

describe('the five types', () => {
  const contents: Record<(typeof reportTypes)[number], Partial<Credential>> = {
    certification: { outcomes: courses(2) },
    'original-transcript': { outcomes: courses(2), recipient: '国家开放大学' },
    'bank-transcript': { outcomes: courses(2), recipient: '上海开放大学' },
    conversion: { outcomes: [], conversions: conversions(3) },
    leisure: { outcomes: programs(3) },
  };
  test.each(reportTypes)('%s', async (type) => {
    const typeLabel = { zh: `某某证明之${type.length}`, en: 'Some Certificate' };
    const changes = { type, typeLabel, ...contents[type] };
    const all = (await pagesOf(changes)).join('');
    expect(all).toContain(typeLabel.zh);
    for (const { title } of changes.outcomes ?? []) expect(all).toContain(title);
    for (const { from, to } of changes.conversions ?? []) {
      expect(all).toContain(from.replace(/\s/g, ''));
      expect(all).toContain(to);
    }
    if (changes.recipient) expect(all).toContain(`接收网点Recipient${changes.recipient}`);
  });
});

describe('a demonstration', () => {
  test('says so on every page, and only a demonstration does', async () => {
    const demo = await pagesOf({ outcomes: courses(30), demo: true });
    expect(demo.length).toBeGreaterThan(1);
    for (const page of demo) expect(page).toContain('演示·不具效力DEMO·NOTVALID');
    for (const page of await pagesOf({ outcomes: courses(30) })) expect(page).not.toContain('演示');
  });

  test('its mark hides nothing and its QR still reads', async () => {
    const input = await sampleReport({ outcomes: courses(30), demo: true });
    const [marked] = await rasterise(await printer.print(input), 2, 1);
    const [plain] = await rasterise(
      await printer.print(await sampleReport({ outcomes: courses(30) })),
      2,
      1,
    );
    expect(await readQr(marked as Raster)).toEqual([input.verifyUrl]);
    expect(fadedPixels(plain as Raster, marked as Raster)).toBe(0);
  });
});

/** Pixels that are dark in the first picture and clearly lighter in the second. */
function fadedPixels(plain: Raster, marked: Raster): number {
  let faded = 0;
  for (let at = 0; at < plain.rgba.length; at += 4) {
    const [before, after] = [plain.rgba[at] as number, marked.rgba[at] as number];
    if (before < 128 && after > before + 8) faded += 1;
  }
  return faded;
}

test('long texts stay inside the page', async () => {
  const long = courses(1).map((outcome) => ({
    ...outcome,
    title: '马克思主义中国化、时代化的理论成果（概论）'.repeat(4),
    institution: '某某广播电视大学继续教育学院暨社区教育指导中心'.repeat(4),
    major: 'Pneumonoultramicroscopicsilicovolcanoconiosis'.padEnd(60, 'x'),
    code: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ-0123456789-XY',
    description: '说明，'.repeat(60),
  }));
  const holder: Credential['holder'] = {
    name: '阿卜杜热西提·买买提依明'.repeat(4),
    idType: 'permanent-residence',
    idNumberLast4: '1234',
  };
  const office = '某某分部'.repeat(15);
  const typeLabel = {
    zh: '学习成果认证报告'.repeat(5),
    en: 'Certification Report '.repeat(4).trim(),
  };
  const input = await sampleReport({ outcomes: long, holder, office, typeLabel });
  for (const page of await rasterise(await printer.print(input), 1)) {
    expect(inkOutside(page, 45)).toBe(0);
  }
});

/** Pixels that are not white within so many of the left or right edge. */
function inkOutside({ rgba, width }: Raster, margin: number): number {
  let inked = 0;
  for (let at = 0; at < rgba.length; at += 4) {
    const x = (at / 4) % width;
    if ((x < margin || x >= width - margin) && rgba[at] !== 255) inked += 1;
  }
  return inked;
}
