import { X509Certificate } from 'node:crypto';
import { expect, test } from 'vitest';
import { certificateFault } from '../../verify-api/pdf/certificate-validity.ts';
import { createPrinter } from '../../verify-api/pdf/create-printer.ts';
import { makeDemoCertificate } from '../../verify-api/pdf/make-demo-certificate.ts';
import { sampleReport } from './sample-report.ts';

/** Already the 22nd in China. */
const MADE = new Date('2026-11-21T17:00:00Z');
const ENDS = new Date('2036-11-21T17:00:00Z');
const later = (instant: Date, seconds: number) => new Date(instant.getTime() + seconds * 1000);
const pair = await makeDemoCertificate(
  { commonName: 'Example Bank', organisation: '示例银行' },
  MADE,
);
const certificate = new X509Certificate(pair.certPem);

test('a certificate is good from its first second to its last', () => {
  expect(certificateFault(certificate, MADE)).toBeUndefined();
  expect(certificateFault(certificate, ENDS)).toBeUndefined();
});

test('before and after, the day is named and verification is said to go on', () => {
  expect(certificateFault(certificate, later(MADE, -1))).toMatch(
    /从2026年11月22日起才有效.+核验不受影响/,
  );
  expect(certificateFault(certificate, later(ENDS, 1))).toMatch(
    /到2036年11月22日为止.+核验不受影响/,
  );
});

test('nothing is signed with a certificate that has expired', async () => {
  let now = ENDS;
  const printer = await createPrinter({ ...pair, clock: () => now });
  await printer.print(await sampleReport());
  now = later(ENDS, 1);
  await expect(printer.print(await sampleReport())).rejects.toMatchObject({ code: 'unavailable' });
});
