import { getPriority } from 'node:os';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeDemoCertificate } from '../../verify-api/pdf/make-demo-certificate.ts';
import { createPrinterPool, type PrinterPool } from '../../verify-api/pdf/printer-pool.ts';
import { childrenOf } from '../support/child-processes.ts';
import { extractText } from './rasterise.ts';
import { sampleReport } from './sample-report.ts';

let pair: Awaited<ReturnType<typeof makeDemoCertificate>>;
let pool: PrinterPool;
beforeAll(async () => {
  pair = await makeDemoCertificate({ commonName: '学分银行', organisation: '学分银行' });
  pool = createPrinterPool(pair, 2);
});
afterAll(() => pool.close());

test('prints in processes of low priority, and loses nothing when they die', async () => {
  const before = new Set(childrenOf(process.pid));
  const ofPool = () => childrenOf(process.pid).filter((pid) => !before.has(pid));
  const inputs = await Promise.all([sampleReport(), sampleReport(), sampleReport()]);
  const pdfs = await Promise.all(inputs.map((input) => pool.print(input)));
  for (const pdf of pdfs) expect((await extractText(pdf))[0]).toContain('王小明');
  const own = ofPool();
  expect(own).toHaveLength(2);
  for (const pid of own) expect(getPriority(pid)).toBe(10);

  const [first] = inputs;
  if (first === undefined) throw new Error('unreachable');
  const printing = pool.print(first);
  for (const pid of own) process.kill(pid, 'SIGKILL');
  expect((await extractText(await printing))[0]).toContain('王小明');
  expect(ofPool().filter((pid) => own.includes(pid))).toEqual([]);
}, 60_000);

test('gives up on what every process dies of', async () => {
  const before = new Set(childrenOf(process.pid));
  const deadly = createPrinterPool(pair, 1);
  const printing = deadly.print(await sampleReport()).catch((error: Error) => error.message);
  const killing = setInterval(() => {
    for (const pid of childrenOf(process.pid)) if (!before.has(pid)) process.kill(pid, 'SIGKILL');
  }, 5);
  try {
    expect(await printing).toBe('the printing process ended');
  } finally {
    clearInterval(killing);
    deadly.close();
  }
}, 60_000);
