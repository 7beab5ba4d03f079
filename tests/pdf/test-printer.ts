import { createPrinter, type Printer } from '../../verify-api/pdf/create-printer.ts';
import { makeDemoCertificate } from '../../verify-api/pdf/make-demo-certificate.ts';
import { NOW } from './reference-render.ts';

/** A printer with a fresh demonstration certificate and a clock that stands still. */
export async function openTestPrinter(
  options: { seal?: Uint8Array; accent?: string } = {},
): Promise<Printer & { certPem: string; keyPem: string }> {
  const pair = await makeDemoCertificate(
    { commonName: '华东学分银行', organisation: '华东学分银行' },
    NOW,
  );
  return { ...pair, ...(await createPrinter({ ...pair, clock: () => NOW, ...options })) };
}
