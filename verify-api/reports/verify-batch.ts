import { z } from '#domain/chinese-schema.ts';
import { requireValid } from '#domain/require-valid.ts';
import type { VerificationAnswer } from '#domain/verification.ts';
import { type VerifyDependencies, verifyReport } from './verify-report.ts';

export const MOST_VERIFIED = 500;
/** Enough to keep the database busy, few enough to let others in between. */
const AT_ONCE = 8;

const batchSchema = z
  .array(z.unknown(), '请求体应为数组，每项一份报告：[{"number": "…", "code": "…"}]')
  .min(1, '至少一项')
  .max(MOST_VERIFIED, `一次最多 ${MOST_VERIFIED} 项，请分几次核验`);

/** What became of each row, in the order of the rows. */
export type BatchVerification = { answer: VerificationAnswer } | { problem: unknown };

/** Verifies up to 500 reports; each row is answered as if it had come alone. */
export async function verifyBatch(
  deps: VerifyDependencies,
  body: unknown,
): Promise<BatchVerification[]> {
  const rows = requireValid(batchSchema, body, '批量核验的内容有误，没有核验。');
  const answers: BatchVerification[] = new Array(rows.length);
  let next = 0;
  const work = async () => {
    while (next < rows.length) {
      const at = next;
      next += 1;
      answers[at] = await verifyRow(deps, rows[at]);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return answers;
}

async function verifyRow(deps: VerifyDependencies, row: unknown): Promise<BatchVerification> {
  try {
    return { answer: await verifyReport(deps, row) };
  } catch (problem) {
    return { problem };
  }
}
