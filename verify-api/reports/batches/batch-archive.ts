import { makeZip } from 'client-zip';
import type { Actor } from '#domain/actor.ts';
import { fetchReportPdf } from '../report-pdf.ts';
import type { BatchDependencies } from './batch-record.ts';
import { giveWay } from './give-way.ts';
import { type DownloadDependencies, openEndedBatch } from './open-ended-batch.ts';

const PAGE = 100;

/**
 * The PDFs of a batch as one ZIP that is made while it is sent, each named by its number and the row
 * of the sheet: a name would stand in every list of files.
 */
export async function archiveBatch(
  deps: DownloadDependencies,
  actor: Actor,
  id: string,
): Promise<ReadableStream<Uint8Array>> {
  await openEndedBatch(deps, actor, id, 'zip');
  return makeZip(pdfsOf(deps, id));
}

async function* pdfsOf(deps: BatchDependencies, id: string) {
  for (let after = 0; ; ) {
    const lines = await deps.batches.listLines(id, { after, limit: PAGE }, { state: 'issued' });
    if (lines.length === 0) return;
    for (const { line, number } of lines) {
      after = line;
      await giveWay();
      if (number === null) continue;
      const pdf = await pdfOf(deps, number);
      if (pdf !== undefined) yield { name: `${number}-${line}.pdf`, input: pdf };
    }
  }
}

/** Undefined for a report whose holder's data were deleted since. */
async function pdfOf(deps: BatchDependencies, number: string) {
  const row = await deps.store.findForVerification(number);
  if (row === undefined || row.wrappedKey === null) return undefined;
  const { bytes } = await fetchReportPdf(deps, { number, code: undefined });
  return bytes as Uint8Array<ArrayBuffer>;
}
