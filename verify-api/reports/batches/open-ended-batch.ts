import type { Actor } from '#domain/actor.ts';
import { Problem } from '#domain/problem.ts';
import type { AuditStore } from '../../db/audit-store.ts';
import { type BatchDependencies, requireBatch } from './batch-record.ts';
import { isEnded } from './read-batch.ts';

export type DownloadDependencies = BatchDependencies & { audit: AuditStore };

/** For a download: refuses a batch that is still being issued, and writes down who took what. */
export async function openEndedBatch(
  deps: DownloadDependencies,
  actor: Actor,
  id: string,
  format: 'zip' | 'xlsx' | 'csv',
): Promise<void> {
  if (!isEnded(await requireBatch(deps.batches, id))) {
    throw new Problem('not-found', '这批还没有签发完，完成以后才有结果。');
  }
  await deps.audit.append({
    at: deps.clock(),
    actor,
    action: 'batch-downloaded',
    subject: id,
    detail: { format },
  });
}
