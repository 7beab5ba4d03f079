/** What `/api/staff/content` answers; instants are ISO 8601 in UTC, days `YYYY-MM-DD` in China. */

/** Folders of Markdown entries, as the content directory names them. */
export const proseKindNames = ['news', 'downloads', 'guides', 'help', 'pages', 'nodes'] as const;
export type ProseKindName = (typeof proseKindNames)[number];
/** What a draft may change: an entry, or a whole catalog (a CSV file below `catalogs/`). */
export type DraftKind = ProseKindName | 'catalogs';

/** Front matter as typed: texts, lists of it, groups of it. Empty means absent. */
export type FieldTree = string | FieldTree[] | { [field: string]: FieldTree };
export type Fields = { [field: string]: FieldTree };

/** What the gate says of one place. */
export interface ContentFault {
  /** Relative to the content directory: `news/2026-11-notice.md`. */
  file: string;
  /** Way to the field: `title`, `steps.0.text`, `body`, `attachments.1.file`; absent: the entry as a whole. */
  field?: string;
  /** Chinese, with the name of the field: what is wrong and what to do. */
  message: string;
}

/** An entry of the content directory as lists show it. */
export interface EntrySummary {
  kind: ProseKindName;
  /** File name without `.md`. */
  slug: string;
  title: string;
  category: string | null;
  publishedAt: string | null;
  expiresAt: string | null;
  updatedAt: string | null;
  pinned: boolean;
  /** Whether the public sees it today. */
  published: boolean;
  /** Where the public sees it: `/news/2026-11-notice/`. */
  address: string;
  /** Of the file's bytes, lower case hexadecimal. */
  sha256: string;
}

/** With all that an editor may change. */
export interface EntrySource extends EntrySummary {
  fields: Fields;
  /** Markdown. */
  body: string;
  /** Files beside the entry that it names or shows. */
  files: FileSummary[];
}

export interface FileSummary {
  /** As it lies beside its entry. */
  name: string;
  bytes: number;
  sha256: string;
}

/**
 * `draft`: with its author; `review`: waits for the reviewer of `step`; `approved`: waits for its time
 * or its turn; `published`, `withdrawn`, `dropped`: ended.
 */
export const draftStates = [
  'draft',
  'review',
  'approved',
  'published',
  'withdrawn',
  'dropped',
] as const;
export type DraftState = (typeof draftStates)[number];

export interface DraftSummary {
  id: string;
  kind: DraftKind;
  /** The entry's name, or the catalog's; null until the first save that has a title. */
  slug: string | null;
  title: string;
  state: DraftState;
  /** Of `steps` reviews, the one it waits for, from 1; 0 outside review. */
  step: number;
  steps: number;
  /** Whether the entry is on the site already. */
  replaces: boolean;
  author: string;
  authorName: string;
  createdAt: string;
  updatedAt: string;
  updatedByName: string;
  /** When it is to appear; null: at once. */
  publishAt: string | null;
  /** The note with which it was last given back; null when it was not, or was sent again since. */
  returnedNote: string | null;
}

/** One thing that happened to a draft, stamped by the service. */
export interface DraftStep {
  kind:
    | 'created'
    | 'saved'
    | 'submitted'
    | 'approved'
    | 'returned'
    | 'recalled'
    | 'rescheduled'
    | 'published'
    | 'failed'
    | 'withdrawn'
    | 'dropped';
  /** Of an approval: which review, from 1. */
  step: number | null;
  byName: string;
  at: string;
  note: string | null;
}

export interface Draft extends DraftSummary {
  /** Rises with every save; a save names the one it was made from. */
  version: number;
  fields: Fields;
  body: string;
  files: FileSummary[];
  history: DraftStep[];
  /** What the gate said at the last save; empty when it may be sent to review. */
  faults: ContentFault[];
  /** Worth a look, no hindrance. */
  reminders: ContentFault[];
  /** Of a catalog: what the upload would change. */
  plan: CatalogPlan | null;
  /** What whoever asks may do now. */
  may: DraftAction[];
}
export type DraftAction =
  | 'save'
  | 'submit'
  | 'approve'
  | 'return'
  | 'recall'
  | 'drop'
  | 'again'
  | 'reschedule';

/** What an uploaded spreadsheet would change in a catalog. */
export interface CatalogPlan {
  catalog: string;
  title: string;
  fileName: string;
  added: number;
  changed: number;
  removed: number;
  unchanged: number;
  /** Rows that change, at most 500; `cells` field by field. */
  rows: CatalogRowChange[];
  /** How the file was read, and what to look at. */
  notices: string[];
}

export interface CatalogRowChange {
  kind: 'added' | 'changed' | 'removed';
  /** What the row is called: its code and name. */
  name: string;
  cells: { column: string; before: string; after: string }[];
}

/** A change of the public site, in the queue or ended. */
export interface Publication {
  id: string;
  kind: 'publish' | 'withdraw' | 'daily' | 'outside' | 'rebuild';
  /** What it publishes, in words. */
  title: string;
  draft: string | null;
  state: 'waiting' | 'running' | 'done' | 'failed';
  requestedByName: string;
  requestedAt: string;
  /** Not before. */
  dueAt: string;
  startedAt: string | null;
  endedAt: string | null;
  /** The release that came of it. */
  release: string | null;
  faults: ContentFault[];
}

export interface ContentTasks {
  /** Waits for whoever asks: to be reviewed, or given back to them. */
  waiting: DraftSummary[];
  /** Their own drafts, and who holds them. */
  own: DraftSummary[];
  /** The last twenty. */
  publications: Publication[];
}

export interface SiteRelease {
  id: string;
  current: boolean;
  /** What was published with it, in words; null for a build made from the terminal. */
  brought: string | null;
}

export interface CatalogSummary {
  name: string;
  title: string;
  rows: number;
}
