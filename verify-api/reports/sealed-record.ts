import type { Credential } from '#domain/credential.ts';
import { Problem } from '#domain/problem.ts';
import { keyOwners, type ReportKey, type Vault } from '#domain/vault.ts';
import type { VerificationCode } from '#domain/verification-code.ts';

/** What is sealed with a report, as JSON. */
export interface SealedRecord {
  credential: Credential;
  /** JWS compact serialisation without its payload. */
  signature: string;
  idNumber: string;
  code: VerificationCode;
}

/** What a number alone is answered with. */
export type SealedSummary = Pick<Credential, 'type' | 'typeLabel' | 'issuedAt' | 'validUntil'> & {
  name: string;
};

const utf8 = new TextDecoder('utf-8', { fatal: true });

export const fields = { record: 'record', pdf: 'pdf', revocationNote: 'revocation-note' } as const;

/** Seals a line of JSON with what a number alone is answered, so that this is all that is read for it, then the record. */
export function sealRecord(key: ReportKey, record: SealedRecord): Uint8Array {
  const lines = [summaryOf(record.credential), record].map((part) => JSON.stringify(part));
  return key.seal(fields.record, new TextEncoder().encode(lines.join('\n')));
}

interface KeyedRow {
  number: string;
  wrappedKey: Uint8Array | null;
  masterKeyVersion: string;
}

/** Throws the Problem `report-erased` once the report's key has been destroyed. */
export function openReportKey(vault: Vault, row: KeyedRow): ReportKey {
  if (row.wrappedKey === null) throw personErased();
  return vault.openKey(keyOwners.report(row.number), row.wrappedKey, row.masterKeyVersion);
}

export function personErased(): Problem {
  return new Problem(
    'report-erased',
    '这份报告确由本行签发，但其中的个人信息已按规定永久删除，内容无法再显示或核对。',
  );
}

export function openRecord(key: ReportKey, sealed: Uint8Array): SealedRecord {
  const plain = key.unseal(fields.record, sealed);
  return JSON.parse(utf8.decode(plain.subarray(endOfSummary(plain) + 1))) as SealedRecord;
}

export function openSummary(key: ReportKey, sealed: Uint8Array): SealedSummary {
  const plain = key.unseal(fields.record, sealed);
  const end = endOfSummary(plain);
  if (end < 0) return summaryOf((JSON.parse(utf8.decode(plain)) as SealedRecord).credential);
  return JSON.parse(utf8.decode(plain.subarray(0, end))) as SealedSummary;
}

/** -1 in a record sealed before there were summaries: JSON has no line break of its own. */
function endOfSummary(plain: Uint8Array): number {
  return plain.indexOf(0x0a);
}

function summaryOf({ type, typeLabel, issuedAt, validUntil, holder }: Credential): SealedSummary {
  return { type, typeLabel, issuedAt, validUntil, name: holder.name };
}
