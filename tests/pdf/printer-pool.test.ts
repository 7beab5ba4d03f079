import { getPriority } from 'node:os';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeDemoCertificate } from '../../verify-api/pdf/make-demo-certificate.ts';
import { createPrinterPool, type PrinterPool } from '../../verify-api/pdf/printer-pool.ts';
import { childrenOf } from '../support/child-processes.ts';
import { extractText } from './rasterise.ts';
import { sampleReport } from './sample-report.ts';

let pool: PrinterPool;
beforeAll(async () => {
  const pair = await makeDemoCertificate({ commonName: '学分银行', organisation: '学分银行' });
  pool = createPrinterPool(pair, 2);
});
afterAll(() => pool.close());

test('prints in processes of low priority, and goes on when one of them dies', async () => {
  const before = new Set(childrenOf(process.pid));
  const inputs = await Promise.all([sampleReport(), sampleReport(), sampleReport()]);
  const pdfs = await Promise.all(inputs.map((input) => pool.print(input)));
  for (const pdf of pdfs) expect((await extractText(pdf))[0]).toContain('王小明');
  const own = childrenOf(process.pid).filter((pid) => !before.has(pid));
  expect(own).toHaveLength(2);
  for (const pid of own) expect(getPriority(pid)).toBe(10);

  const [first] = inputs;
  if (first === undefined) throw new Error('unreachable');
  const lost = pool.print(first).catch((error: Error) => error.message);
  for (const pid of own) process.kill(pid, 'SIGKILL');
  expect(await lost).toBe('the printing process ended');
  expect((await pool.print(first)).length).toBeGreaterThan(10_000);
}, 60_000);
