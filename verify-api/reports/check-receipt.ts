import { createPublicKey, type JsonWebKey, verify } from 'node:crypto';
import { Problem } from '#domain/problem.ts';
import {
  findReceipt,
  parseReceipt,
  type ReceiptAnswer,
  receiptRequestSchema,
} from '#domain/receipt.ts';
import { requireValid } from '#domain/require-valid.ts';
import type { PublicKeys } from './public-keys.ts';
import { labelled } from './verify-report.ts';

/**
 * Answers `POST /api/v1/receipts/check`: whether a receipt is ours and what it says, from the receipt
 * and the published keys alone, retired ones included. It tells nothing of the report today.
 */
export async function checkReceipt(
  publicKeys: () => Promise<PublicKeys>,
  body: unknown,
): Promise<ReceiptAnswer> {
  const request = requireValid(receiptRequestSchema, body, '核验回执的内容有误。');
  const found = findReceipt(request.receipt);
  const parsed = found === undefined ? undefined : parseReceipt(found);
  if (parsed === undefined) return { valid: false, reason: 'not-a-receipt' };
  const jwk = (await keysOf(publicKeys)).find(({ kid }) => kid === parsed.kid);
  if (jwk === undefined) return { valid: false, reason: 'unknown-key' };
  const key = createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' });
  if (!verify(null, parsed.input, key, parsed.signature)) {
    return { valid: false, reason: 'signature-mismatch' };
  }
  const { receipt, kid } = parsed;
  const { reasonLabel } = receipt.reason === undefined ? {} : labelled(receipt.reason);
  return { valid: true, receipt, kid, ...(reasonLabel === undefined ? {} : { reasonLabel }) };
}

async function keysOf(publicKeys: () => Promise<PublicKeys>) {
  try {
    return (await publicKeys()).keys;
  } catch (error) {
    throw new Problem('cannot-verify', '暂时无法检查回执，请稍后再试；这不表示回执不真实。', {
      retryAfterSeconds: 5,
      cause: error,
    });
  }
}
