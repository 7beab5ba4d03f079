import { canonicalBytes } from './canonical-json.ts';
import { z } from './chinese-schema.ts';
import { base64url, fromBase64url } from './credential.ts';
import { type RevocationReason, revocationReasons } from './revocation.ts';
import type { VerificationResult } from './verification.ts';

/**
 * What was answered to whoever brought a number and its code, version 1. Neither the code nor anything
 * of the holder is in it; the credential's hash (salted) ties it to one report's content.
 */
export interface Receipt {
  version: 1;
  /** Who answered: the id in bank.yaml, as `issuer.id` of a credential. */
  iss: string;
  number: string;
  result: VerificationResult;
  /** Set when revoked. */
  reason?: RevocationReason | undefined;
  /** When it was revoked or superseded, a date in China. */
  changedOn?: string | undefined;
  /** RFC 3339 in UTC with milliseconds, `2026-11-22T03:04:05.678Z`. */
  checkedAt: string;
  /** SHA-256 of the credential's RFC 8785 form, hex. */
  credentialSha256: string;
  /** True when a demonstration key signed it: worth nothing. */
  demo: boolean;
}

const results = ['valid', 'revoked', 'superseded', 'expired'] as const;
const reasons = Object.keys(revocationReasons) as [RevocationReason, ...RevocationReason[]];
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

const receiptSchema: z.ZodType<Receipt> = z.strictObject({
  version: z.literal(1),
  iss: z.string().min(1),
  number: z.string().regex(/^\d{20}$/),
  result: z.enum(results),
  reason: z.enum(reasons).optional(),
  changedOn: date.optional(),
  checkedAt: z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/),
  credentialSha256: z.string().regex(/^[0-9a-f]{64}$/),
  demo: z.boolean(),
});

/** The body of `POST /api/v1/receipts/check`: a receipt, or a text with one in it. */
export const receiptRequestSchema = z.strictObject({
  receipt: z
    .string({ error: '请提供核验回执 receipt（文字）' })
    .trim()
    .min(1, '请提供核验回执')
    .max(20_000, '核验回执太长（最多 20000 个字）'),
});

const TYPE = 'jixue-receipt+jwt';
const HEADER_START = 'eyJhbGciOiJFZERTQSIsImtpZCI6I';
/** Receipts have about 600 characters. */
const LONGEST = 4000;
/** What is searched for one: a text file with an explanation around it. */
const LONGEST_TEXT = 20_000;

function headerOf(kid: string): string {
  return base64url(canonicalBytes({ alg: 'EdDSA', kid, typ: TYPE }));
}

/**
 * Signs a receipt as a JWS in compact serialisation (RFC 7515), EdDSA with Ed25519 (RFC 8037). Header and
 * payload are in RFC 8785 form. The `typ` stands in what is signed, so that the signature of a receipt
 * is never one of a credential, nor the other way round.
 */
export function signReceipt(
  receipt: Receipt,
  kid: string,
  sign: (input: Uint8Array) => Uint8Array,
): string {
  const input = `${headerOf(kid)}.${base64url(canonicalBytes(receipt))}`;
  return `${input}.${base64url(sign(new TextEncoder().encode(input)))}`;
}

/** A receipt's parts, read but not yet checked: nothing in it may be believed before its signature is. */
export interface UncheckedReceipt {
  receipt: Receipt;
  kid: string;
  /** What was signed. */
  input: Uint8Array;
  /** 64 bytes. */
  signature: Uint8Array;
}

/**
 * Reads the compact serialisation. Undefined unless `text` is, byte for byte, what `signReceipt` would
 * write: header and payload are made again and compared, so that no other algorithm, type, key in
 * the header or second spelling is ever followed.
 */
export function parseReceipt(text: string): UncheckedReceipt | undefined {
  const [header = '', payload = '', encoded = '', ...more] = text.split('.');
  if (text.length > LONGEST || more.length > 0) return undefined;
  const kid = (readCanonical(header) as { kid?: unknown } | undefined)?.kid;
  if (typeof kid !== 'string' || headerOf(kid) !== header) return undefined;
  const parsed = receiptSchema.safeParse(readCanonical(payload));
  if (!parsed.success) return undefined;
  const signature = fromBase64url(encoded);
  if (signature?.length !== 64 || base64url(signature) !== encoded) return undefined;
  const input = new TextEncoder().encode(`${header}.${payload}`);
  return { receipt: parsed.data, kid, input, signature };
}

/** The JSON value whose RFC 8785 form `encoded` is, in base64url; undefined for anything else, null too. */
function readCanonical(encoded: string): unknown {
  const bytes = fromBase64url(encoded);
  if (bytes === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    // Throws on a lone surrogate, which JSON can spell and UTF-8 cannot.
    return base64url(canonicalBytes(value)) === encoded ? (value ?? undefined) : undefined;
  } catch {
    return undefined;
  }
}

/** The body of the answer to `POST /api/v1/receipts/check`. */
export type ReceiptAnswer =
  | {
      valid: true;
      receipt: Receipt;
      /** The key that signed it, one of /.well-known/jwks.json. */
      kid: string;
      reasonLabel?: string;
    }
  | {
      valid: false;
      /** Not in the form of a receipt; signed by a key that was never ours; changed since. */
      reason: 'not-a-receipt' | 'unknown-key' | 'signature-mismatch';
    };

/** A receipt, with white space wherever a printer or a mail may have put it. */
const RECEIPT = new RegExp(
  `(?<![\\w.-])${[...HEADER_START].join('\\s*')}(?:\\s*[\\w-])*\\s*\\.(?:\\s*[\\w-])+\\s*\\.(?:\\s*[\\w-]){86}(?![\\w.-])`,
  'g',
);

/**
 * Finds a receipt in a text: alone, in a file with an explanation, in JSON, or broken into lines.
 * Without one whole receipt it is the text itself, trimmed; undefined when there are several.
 */
export function findReceipt(text: string): string | undefined {
  const found = text.slice(0, LONGEST_TEXT).match(RECEIPT) ?? [text.trim()];
  const different = new Set(found.map((one) => one.replace(/\s+/g, '')));
  return different.size === 1 ? [...different][0] : undefined;
}
