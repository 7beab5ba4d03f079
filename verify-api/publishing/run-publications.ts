import type { AuditEntry } from '../db/audit-store.ts';
import type { DraftChange } from '../db/draft-store.ts';
import type { PublicationEnd, PublicationRow } from '../db/publication-store.ts';
import { type AtWork, createQueueWorker, type QueueWorker } from '../db/queue-worker.ts';
import type { ContentDependencies } from './content-dependencies.ts';
import { stepBy, subjectOf } from './draft-record.ts';
import { CannotPublish, GoesBack, type Published, publishOne, sentenceOf } from './publish-one.ts';

export interface RunnerOptions {
  /** How long to wait at most before looking for what another process may have left. */
  lookAgainMs?: number;
  /** A process that has died leaves its publication to others after so long. */
  leaseMs?: number;
}

const LOOK_AGAIN_MS = 15_000;
const LEASE_MS = 20_000;
const SYSTEM = { id: 'system', name: '系统' };

class TakenOver extends Error {
  override message = 'another process has taken the publication over';
}

/** Makes the changes of the site that are due, one at a time over all processes of one database. */
export function createPublicationRunner(
  deps: ContentDependencies,
  { lookAgainMs = LOOK_AGAIN_MS, leaseMs = LEASE_MS }: RunnerOptions = {},
): QueueWorker {
  async function takeOne(at: AtWork): Promise<boolean> {
    const row = await deps.publications.claim(at.lease());
    if (row !== undefined) await run(row, at);
    return row !== undefined;
  }

  async function run(row: PublicationRow, { holder, lease, isStopping }: AtWork): Promise<void> {
    let lost = false;
    const renewing = setInterval(async () => {
      const renewed = await deps.publications.renew(row.id, lease()).catch(() => true);
      if (!renewed) lost = true;
    }, leaseMs / 4);
    const stillOurs = () => {
      if (lost) throw new TakenOver();
    };
    try {
      const keepText = (text: string) => deps.publications.keepText(row.id, holder, text);
      const published = await publishOne(deps, row, keepText, stillOurs);
      await deps.publications.end(await success(deps, row, holder, published));
      deps.log(
        `publication ${row.kind} ${row.id} is live as ${published.release}: ${published.took}`,
      );
    } catch (error) {
      if (error instanceof TakenOver) return;
      // The service ends: whoever comes next begins it again.
      if (isStopping()) return await deps.publications.giveBack(row.id, holder);
      deps.log(`publication ${row.kind} ${row.id} failed: ${nameOf(error)}`);
      await deps.publications.end(await failure(deps, row, holder, error));
    } finally {
      clearInterval(renewing);
    }
  }

  return createQueueWorker(
    { ...deps, leaseMs },
    {
      takeOne,
      paused: (error) => deps.log(`publications paused: ${nameOf(error)}`),
      nextLookMs: async () => {
        const due = await deps.publications.nextDue().catch(() => undefined);
        const wait = due === undefined ? lookAgainMs : due.getTime() - deps.clock().getTime();
        return Math.min(lookAgainMs, Math.max(wait, 50));
      },
    },
  );
}

async function success(
  deps: ContentDependencies,
  row: PublicationRow,
  holder: string,
  { release, contentDigest }: Published,
): Promise<PublicationEnd> {
  const at = deps.clock();
  const end = { id: row.id, holder, at, release, contentDigest, faults: [] };
  const draft = row.draftId === null ? undefined : await deps.drafts.find(row.draftId);
  const by = { id: row.requestedBy, name: row.requestedByName };
  if (draft !== undefined) {
    return {
      ...end,
      draft: {
        id: draft.id,
        from: ['approved', 'published'],
        set: { state: 'published', step: 0, updatedAt: at },
        happened: stepBy(SYSTEM, draft, { kind: 'published', at, note: null }),
      },
      entries: [entryOf(by, 'content-published', subjectOf(draft), at, { release })],
    };
  }
  if (row.kind === 'withdraw' && row.entry !== null) {
    const [kind = '', slug = ''] = row.entry.split('/');
    const detail = { release, reason: row.reason };
    return {
      ...end,
      withdrawn: { kind, slug, by, note: row.reason },
      entries: [entryOf(by, 'content-withdrawn', row.entry, at, detail)],
    };
  }
  return { ...end, entries: [] };
}

async function failure(
  deps: ContentDependencies,
  row: PublicationRow,
  holder: string,
  error: unknown,
): Promise<PublicationEnd> {
  const at = deps.clock();
  const draft = row.draftId === null ? undefined : await deps.drafts.find(row.draftId);
  const known = error instanceof GoesBack || error instanceof CannotPublish;
  const faults = known ? error.faults : [{ file: '', message: sentenceOf(error) }];
  const note = [...faults.map(({ message }) => message).join('；')].slice(0, 500).join('');
  const subject = draft === undefined ? (row.entry ?? row.id) : subjectOf(draft);
  const entries = [entryOf(SYSTEM, 'content-failed', subject, at, { publication: row.id })];
  const end = { id: row.id, holder, at, faults, entries };
  if (draft === undefined) return end;
  const happened = stepBy(SYSTEM, draft, { kind: 'failed', at, note });
  const change: DraftChange = {
    id: draft.id,
    from: ['approved'],
    set: { updatedAt: at },
    happened,
  };
  if (error instanceof GoesBack) {
    change.set = { state: 'draft', step: 0, returnedNote: note, faults, updatedAt: at };
    // A catalog is uploaded again instead: its text is a whole file, in which nothing can be merged.
    if (error.newBase !== undefined && draft.kind !== 'catalogs') {
      change.set = { ...change.set, baseSha256: error.newBase, replaces: error.newBase !== null };
    }
  }
  return { ...end, draft: change };
}

function entryOf(
  actor: { id: string; name: string },
  action: AuditEntry['action'],
  subject: string,
  at: Date,
  detail: NonNullable<AuditEntry['detail']>,
): AuditEntry {
  return { at, actor, action, subject, detail };
}

/** Messages of unexpected errors may quote what is not published yet. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const { code } = error as { code?: unknown };
  return [error.constructor.name, code].filter(Boolean).join(' ');
}
