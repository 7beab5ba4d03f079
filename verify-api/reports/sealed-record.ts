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

const utf8 = new TextDecoder('utf-8', { fatal: true });

export const fields = { record: 'record', pdf: 'pdf', revocationNote: 'revocation-note' } as const;

export function sealRecord(key: ReportKey, record: SealedRecord): Uint8Array {
  return key.seal(fields.record, new TextEncoder().encode(JSON.stringify(record)));
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
  return JSON.parse(utf8.decode(key.unseal(fields.record, sealed))) as SealedRecord;
}
