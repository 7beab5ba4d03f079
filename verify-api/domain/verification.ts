import type { BilingualLabel } from './bank.ts';
import { z } from './chinese-schema.ts';
import type { Credential } from './credential.ts';
import { ID_NUMBER_FAULT, isIdNumber } from './id-number.ts';
import type { ReportType } from './outcome-kinds.ts';
import type { RevocationReason } from './revocation.ts';

/** The state of a report today. `expired` follows from validUntil; the others are stored. */
export const reportStates = ['valid', 'revoked', 'superseded'] as const;
export type StoredState = (typeof reportStates)[number];
export type VerificationResult = StoredState | 'expired';

/** The body of `POST /api/v1/verifications`. Number and code are parsed leniently by their own modules. */
export const verificationRequestSchema = z.strictObject({
  number: z.string({ error: '请提供报告编号 number（文字）' }).max(2000, '报告编号太长'),
  code: z.string({ error: '验证码 code 应为文字' }).max(200, '验证码太长').nullish(),
  idNumber: z
    .string({ error: '证件号码 idNumber 应为文字' })
    .trim()
    .refine((value) => value === '' || isIdNumber(value), ID_NUMBER_FAULT)
    .nullish(),
});

/** What the row of a report alone tells, whatever may be opened. */
export interface AnswerState {
  result: VerificationResult;
  number: string;
  /** Both set when revoked: `materials-untrue`, 材料不实. */
  reason?: RevocationReason;
  reasonLabel?: string;
  /** When it was revoked or superseded, a date in China. */
  changedOn?: string;
  /** True when a demonstration key signed the report. */
  demo: boolean;
  /** RFC 3339, when this was looked up. */
  checkedAt: string;
}

/**
 * Why a report's content is not shown though its state is known: `erased`, the personal data were
 * deleted for good as the rules demand; `unreadable`, the record cannot be opened at present.
 */
export type Withheld = 'erased' | 'unreadable';

/** What the number alone is worth. */
export interface SummaryAnswer extends AnswerState {
  level: 'summary';
  type: ReportType;
  typeLabel: BilingualLabel;
  issuedOn: string;
  validUntil: string | null;
  /** 王*明; null when withheld. */
  holder: string | null;
  /**
   * Set when the content could not be opened: then number and code, though right, are answered like
   * this too, for there is nothing to compare the paper with.
   */
  withheld?: Withheld;
  /** As in a full answer; set when withheld from someone who has the right code. */
  receipt?: string;
}

/** What number and code together open. */
export interface FullAnswer extends AnswerState {
  level: 'full';
  report: Credential;
  /** The number that took this one's place, when superseded. */
  supersededBy?: string;
  /** SHA-256 of the PDF as issued, hex. */
  pdfSha256: string;
  /** SHA-256 of the credential's RFC 8785 form, hex. */
  credentialSha256: string;
  /** Answered only when an ID number was sent. */
  holderMatch?: boolean;
  /** A signed statement that an HR file can keep and anyone can check later (`domain/receipt.ts`). */
  receipt: string;
}

export type VerificationAnswer = SummaryAnswer | FullAnswer;

/** The state shown today: revoked and superseded outrank the end of validity. */
export function stateToday(
  stored: StoredState,
  validUntil: string | null,
  today: string,
): VerificationResult {
  if (stored !== 'valid') return stored;
  return validUntil !== null && validUntil < today ? 'expired' : 'valid';
}
