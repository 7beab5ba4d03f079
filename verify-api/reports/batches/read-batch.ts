import type { Batch, BatchDetail, BatchReport, BatchReports } from '#domain/batch-answers.ts';
import { Problem } from '#domain/problem.ts';
import type { BatchRow } from '../../db/batch-store.ts';
import { previewRequest } from '../preview-report.ts';
import { openRecord, openReportKey } from '../sealed-record.ts';
import {
  type BatchDependencies,
  openBatchKey,
  openRequest,
  requireBatch,
  summaryOf,
  toBatch,
} from './batch-record.ts';

const PAGE_SIZE = 50;

/** Newest first. */
export async function listBatches(
  deps: BatchDependencies,
  query: Record<string, string>,
): Promise<{ batches: Batch[]; page: number; hasMore: boolean }> {
  const page = pageOf(query);
  const rows = await deps.batches.list({ offset: (page - 1) * PAGE_SIZE, limit: PAGE_SIZE + 1 });
  return {
    batches: rows.slice(0, PAGE_SIZE).map((row) => toBatch(deps.bank, row)),
    page,
    hasMore: rows.length > PAGE_SIZE,
  };
}

export async function readBatch(deps: BatchDependencies, id: string): Promise<BatchDetail> {
  const row = await requireBatch(deps.batches, id);
  const [counts, remarks, queue, alike] = await Promise.all([
    deps.batches.countLines(id),
    deps.batches.countRemarks(id),
    row.state === 'running' ? deps.batches.queue() : [],
    row.state === 'stopped' ? [] : deps.batches.findAlike(row.fingerprint, id),
  ]);
  return {
    ...toBatch(deps.bank, row),
    notices: row.notices,
    ...counts,
    remarks,
    ahead: Math.max(
      0,
      queue.findIndex((one) => one.id === id),
    ),
    sameFile: alike.map((other) => ({
      id: other.id,
      uploadedByName: other.uploadedByName,
      uploadedAt: other.uploadedAt.toISOString(),
    })),
  };
}

/** The reports of a batch, in the order of the sheet; `only=remarks` leaves out those without any. */
export async function listBatchReports(
  deps: BatchDependencies,
  id: string,
  query: Record<string, string>,
): Promise<BatchReports> {
  const row = await requireBatch(deps.batches, id);
  const page = pageOf(query);
  const lines = await deps.batches.listLines(
    id,
    { offset: (page - 1) * PAGE_SIZE, limit: PAGE_SIZE + 1 },
    { remarks: query['only'] === 'remarks' },
  );
  const key = openBatchKey(deps.vault, row);
  const reports = await Promise.all(
    lines.slice(0, PAGE_SIZE).map(async (line): Promise<BatchReport> => {
      const request = openRequest(key, line);
      return {
        line: line.line,
        state: line.state,
        number: line.number,
        summary:
          request === undefined ? await summaryOfIssued(deps, line.number) : summaryOf(request),
        remarks: line.faults?.map(({ message }) => message) ?? [],
      };
    }),
  );
  return { reports, page, hasMore: lines.length > PAGE_SIZE };
}

/** From the report itself: the line keeps nothing of it. */
async function summaryOfIssued(deps: BatchDependencies, number: string | null) {
  const row = number === null ? undefined : await deps.store.findForVerification(number);
  if (row === undefined || row.wrappedKey === null) return null;
  const { credential } = openRecord(openReportKey(deps.vault, row), row.sealed);
  const { name, idNumberLast4 } = credential.holder;
  return {
    name,
    idNumberLast4,
    entries: credential.outcomes.length + credential.conversions.length,
    first: credential.outcomes[0]?.title ?? credential.conversions[0]?.to ?? '',
  };
}

/** One report of a batch that is not issued yet, as a PDF marked as a preview. */
export async function previewLine(
  deps: BatchDependencies,
  id: string,
  line: string,
): Promise<Uint8Array> {
  const row = await requireBatch(deps.batches, id);
  const found = /^\d{1,6}$/.test(line) ? await deps.batches.findLine(id, Number(line)) : undefined;
  const request = found && openRequest(openBatchKey(deps.vault, row), found);
  if (request === undefined) throw new Problem('not-found', '这一行没有可以预览的报告。');
  return previewRequest(deps, request);
}

export function isEnded({ state }: Pick<BatchRow, 'state'>): boolean {
  return state === 'done' || state === 'stopped';
}

function pageOf(query: Record<string, string>): number {
  return /^[1-9]\d{0,3}$/.test(query['page'] ?? '') ? Number(query['page']) : 1;
}
