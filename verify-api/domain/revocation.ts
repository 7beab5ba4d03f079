import { z } from './chinese-schema.ts';

/** The public reasons for a revocation, a closed list. */
export const revocationReasons = {
  'materials-untrue': '材料不实',
  'issued-in-error': '签发有误',
  'outcome-withdrawn': '成果被撤销',
  'holder-request': '持有人申请',
  other: '其他原因',
} as const;
export type RevocationReason = keyof typeof revocationReasons;

const reasons = Object.keys(revocationReasons) as [RevocationReason, ...RevocationReason[]];

/** The body of `POST /api/v1/reports/{number}/revocation`; the note stays inside the office. */
export const revocationRequestSchema = z.strictObject({
  reason: z.enum(reasons, `撤销原因应为 ${reasons.join('、')} 之一`),
  note: z.string({ error: '应为文字' }).trim().max(500, '备注最多 500 个字').optional(),
});
