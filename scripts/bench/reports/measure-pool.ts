import { makeCredential, signCredential } from '#domain/credential.ts';
import type { ReportNumber } from '#domain/report-number.ts';
import { makeDemoSigningKey, parseSigningKey } from '../../../verify-api/keys/signing-key.ts';
import { makeDemoCertificate } from '../../../verify-api/pdf/make-demo-certificate.ts';
import { createPrinterPool } from '../../../verify-api/pdf/printer-pool.ts';
import { readRequest } from '../../../verify-api/reports/check-request.ts';
import { readBank } from '../../../verify-api/reports/read-bank.ts';
import { cpuSecondsOf, peakBytesOf } from '../measure-process.ts';
import { OUTCOMES } from './measure-issuing.ts';
import { sampleRequest } from './sample-request.ts';

export interface PoolCost {
  /** CPU of one PDF with one process, and with two. */
  oneMs: number;
  twoMs: number;
  /** Of the largest printing process. */
  peakBytes: number;
}

const WARM_UP_EACH = 20;

/** Prints `count` PDFs in one child process, then in two. */
export async function measurePool(count: number): Promise<PoolCost> {
  const { bank, seal } = await readBank('content');
  const pair = await makeDemoCertificate({ commonName: bank.englishName, organisation: bank.name });
  const key = parseSigningKey(makeDemoSigningKey(), 'signing-key.json');
  const credential = makeCredential({
    bank,
    request: readRequest(sampleRequest(0, OUTCOMES)),
    number: '31264817392055164342' as ReportNumber,
    kid: key.kid,
    salt: new Uint8Array(16),
    statusIndex: 0,
    issuedAt: new Date(),
    demo: true,
  });
  const signed = await signCredential(credential, key.sign);
  const input = {
    credential,
    signed,
    code: '7K3M9QXD4T2AW8RE',
    verifyUrl: 'http://localhost/verify/',
  };
  const run = async (size: number) => {
    const pool = createPrinterPool({ ...pair, ...(seal === undefined ? {} : { seal }) }, size);
    const print = (times: number) =>
      Promise.all(
        Array.from({ length: size }, async () => {
          for (let done = 0; done < times / size; done += 1) await pool.print(input);
        }),
      );
    await print(WARM_UP_EACH * size);
    const workers = pool.processIds();
    const before = cpuSecondsOf(...workers);
    await print(count);
    const ms = ((cpuSecondsOf(...workers) - before) / count) * 1000;
    const peak = Math.max(...workers.map(peakBytesOf));
    pool.close();
    return { ms, peak };
  };
  const one = await run(1);
  const two = await run(2);
  return { oneMs: one.ms, twoMs: two.ms, peakBytes: Math.max(one.peak, two.peak) };
}
