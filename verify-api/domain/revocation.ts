import { z } from './chinese-schema.ts';
import { type RevocationReason, revocationReasons } from './revocation-reasons.ts';

export { type RevocationReason, revocationReasons };

const reasons = Object.keys(revocationReasons) as [RevocationReason, ...RevocationReason[]];

/** The body of `POST /api/v1/reports/{number}/revocation`; the note stays inside the office. */
export const revocationRequestSchema = z.strictObject({
  reason: z.enum(reasons, `撤销原因应为 ${reasons.join('、')} 之一`),
  note: z.string({ error: '应为文字' }).trim().max(500, '备注最多 500 个字').optional(),
});
