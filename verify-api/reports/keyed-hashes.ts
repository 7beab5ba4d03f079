import { canonicalJson } from '#domain/canonical-json.ts';
import { normalIdNumber } from '#domain/id-number.ts';
import type { ReportRequest } from '#domain/report-request.ts';
import type { Vault } from '#domain/vault.ts';

export function idIndex(vault: Vault, idNumber: string): Uint8Array {
  return vault.keyedHash('id-number', normalIdNumber(idNumber));
}

export function nameIndex(vault: Vault, name: string): Uint8Array {
  return vault.keyedHash('name', name.normalize('NFC').trim());
}

/** Equal for two requests that say the same, whatever the order of their keys or the spelling of their numbers. */
export function requestFingerprint(vault: Vault, request: ReportRequest): Uint8Array {
  return vault.keyedHash('issue-request', canonicalJson(request));
}
