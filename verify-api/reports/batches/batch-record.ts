import type { Bank } from '#domain/bank.ts';
import type { Batch, BatchReport } from '#domain/batch-answers.ts';
import { Problem } from '#domain/problem.ts';
import type { ReportRequest } from '#domain/report-request.ts';
import { keyOwners, type ReportKey, type Vault } from '#domain/vault.ts';
import type { BatchLine, BatchRow, BatchStore } from '../../db/batch-store.ts';
import type { ReportDependencies } from '../report-dependencies.ts';

export interface BatchDependencies extends ReportDependencies {
  batches: BatchStore;
}

const fieldOf = (line: number) => `request:${line}`;

export function makeBatchKey(vault: Vault, id: string) {
  return vault.makeKey(keyOwners.batch(id));
}

export function openBatchKey(vault: Vault, row: BatchRow): ReportKey {
  return vault.openKey(keyOwners.batch(row.id), row.wrappedKey, row.masterKeyVersion);
}

export function sealRequest(key: ReportKey, line: number, request: ReportRequest): Uint8Array {
  return key.seal(fieldOf(line), new TextEncoder().encode(JSON.stringify(request)));
}

/** Undefined once it was emptied. */
export function openRequest(
  key: ReportKey,
  { line, sealed }: BatchLine,
): ReportRequest | undefined {
  if (sealed.length === 0) return undefined;
  return JSON.parse(new TextDecoder().decode(key.unseal(fieldOf(line), sealed))) as ReportRequest;
}

export async function requireBatch(batches: BatchStore, id: string): Promise<BatchRow> {
  const row = /^[\w-]{12}$/.test(id) ? await batches.find(id) : undefined;
  if (row === undefined) throw new Problem('not-found', '没有这个批次。');
  return row;
}

export function toBatch(bank: Bank, row: BatchRow): Batch {
  const { id, fileName, type, office, state, rows, uploadedBy, uploadedByName } = row;
  return {
    id,
    fileName,
    type,
    typeLabel: bank.reportTypes[type]?.zh ?? type,
    office,
    state,
    reports: rows,
    uploadedBy,
    uploadedByName,
    uploadedAt: row.uploadedAt.toISOString(),
    releasedByName: row.releasedByName,
    releasedAt: row.releasedAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
  };
}

/** What is shown of a request: whose report it will be, and what begins it. */
export function summaryOf({ holder, outcomes, conversions }: ReportRequest) {
  const first = outcomes[0]?.title ?? conversions[0]?.to ?? '';
  return {
    name: holder.name,
    idNumberLast4: [...holder.idNumber].slice(-4).join(''),
    entries: outcomes.length + conversions.length,
    first,
  } satisfies BatchReport['summary'];
}
