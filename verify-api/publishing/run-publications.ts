import type { AuditEntry } from '../db/audit-store.ts';
import type { DraftChange } from '../db/draft-store.ts';
import type { PublicationEnd, PublicationRow } from '../db/publication-store.ts';
import type { ContentDependencies } from './content-dependencies.ts';
import { stepBy, subjectOf } from './draft-record.ts';
import { CannotPublish, GoesBack, type Published, publishOne, sentenceOf } from './publish-one.ts';

export interface PublicationRunner {
  /** Something came into the queue, or its time has changed. */
  wake(): void;
  /** Takes up nothing more; resolves once what is being done is done or left to others. */
  stop(): Promise<void>;
  /** Resolves once nothing is due. */
  idle(): Promise<void>;
}

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
): PublicationRunner {
  const holder = Buffer.from(deps.random(9)).toString('base64url');
  let stopping = false;
  /** Asked for while at work: the last look may have come too early. */
  let wanted = false;
  let working: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  const lease = () => {
    const now = deps.clock();
    return { holder, now, until: new Date(now.getTime() + leaseMs) };
  };

  async function work(): Promise<void> {
    while (!stopping) {
      wanted = false;
      const row = await deps.publications.claim(lease());
      if (row !== undefined) await run(row);
      else if (!wanted) return;
    }
  }

  async function run(row: PublicationRow): Promise<void> {
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
      if (stopping) return await deps.publications.giveBack(row.id, holder);
      deps.log(`publication ${row.kind} ${row.id} failed: ${nameOf(error)}`);
      await deps.publications.end(await failure(deps, row, holder, error));
    } finally {
      clearInterval(renewing);
    }
  }

  function wake(): void {
    clearTimeout(timer);
    wanted = true;
    if (stopping || working !== undefined) return;
    working = work()
      .catch((error: unknown) => deps.log(`publications paused: ${nameOf(error)}`))
      .then(async () => {
        const due = await deps.publications.nextDue().catch(() => undefined);
        working = undefined;
        if (stopping) return;
        const wait = due === undefined ? lookAgainMs : due.getTime() - deps.clock().getTime();
        timer = setTimeout(wake, Math.min(lookAgainMs, Math.max(wait, 50))).unref();
      });
  }

  return {
    wake,
    async stop() {
      stopping = true;
      clearTimeout(timer);
      await working;
    },
    async idle() {
      while (working !== undefined) await working;
    },
  };
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
      withdrawn: { kind, slug },
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
