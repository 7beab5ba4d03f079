import type {
  CatalogPlan,
  CatalogSummary,
  ContentFault,
  EntrySource,
  EntrySummary,
  Fields,
  ProseKindName,
} from './content-answers.ts';

export interface Checked {
  faults: ContentFault[];
  reminders: ContentFault[];
}

/**
 * What the service asks of the program that knows content and pages (a process of its own, so that
 * neither a slow check nor a crash of it touches whoever verifies a report). `directory` is an
 * absolute path of a content directory, the live one or a staged copy of it; nothing here writes to it.
 */
export interface ContentDesk {
  listEntries(request: { directory: string; kind: ProseKindName }): Promise<EntrySummary[]>;
  readEntry(request: {
    directory: string;
    kind: ProseKindName;
    slug: string;
  }): Promise<EntrySource | null>;
  /**
   * The text of an entry's file. `before` is the file's present text, whose order, comments and ways of
   * writing stay where nothing changed.
   */
  composeEntry(request: {
    kind: ProseKindName;
    fields: Fields;
    body: string;
    before: string | null;
  }): Promise<string>;
  /** An address for a title: `2026-11-tongzhi-gonggao`, never empty, none of `taken`. */
  proposeSlug(request: {
    kind: ProseKindName;
    title: string;
    day: string;
    taken: string[];
  }): Promise<string>;
  /** Fields that the service fills in when an entry is published (索引号), from what `directory` has. */
  completeFields(request: {
    directory: string;
    kind: ProseKindName;
    slug: string;
    fields: Fields;
  }): Promise<Fields>;
  /** One file that somebody wants to attach; null when it may be. */
  checkFile(request: { path: string; name: string; kind: ProseKindName }): Promise<string | null>;
  /** The whole directory, as `npm run content:check` does. */
  checkDirectory(request: { directory: string; today: string }): Promise<Checked>;
  /** Files of the directory that no entry names. */
  listUnreferenced(request: { directory: string }): Promise<{ file: string; bytes: number }[]>;
  listCatalogs(request: { directory: string }): Promise<CatalogSummary[]>;
  /** Writes an XLSX workbook to `target`. */
  writeCatalog(request: { directory: string; catalog: string; target: string }): Promise<void>;
  /** What an uploaded file would change; `text` is the whole catalog after it. */
  planCatalog(request: {
    directory: string;
    catalog: string;
    path: string;
    fileName: string;
    today: string;
    source: string | null;
    retireMissing: boolean;
  }): Promise<{ plan: CatalogPlan; text: string; faults: string[] }>;
  /** The page of one entry as the public would see it. */
  previewEntry(request: {
    directory: string;
    kind: ProseKindName;
    slug: string;
  }): Promise<{ html: string }>;
  /** Builds the site from `directory` and makes it the live release. */
  buildRelease(request: { directory: string }): Promise<{ release: string } | { faults: string[] }>;
}

/**
 * How the service speaks to the desk's process, `scripts/content-desk.ts`, over Node's IPC. The service
 * starts it in the project's directory with `SITE_URL`, `CONTENT_DIR` and `DIST_DIR` in its environment
 * (never a key or a database address) and `serialization: 'advanced'`; it is ready when it runs, and
 * ends when the channel closes. Several calls may be under way at once; each is answered once, in any
 * order, under its own `id`.
 */
export type DeskCall = keyof ContentDesk;
export interface DeskRequest<Call extends DeskCall = DeskCall> {
  id: number;
  call: Call;
  request: Parameters<ContentDesk[Call]>[0];
}
export type DeskReply<Call extends DeskCall = DeskCall> =
  | { id: number; answer: Awaited<ReturnType<ContentDesk[Call]>> }
  | { id: number; error: DeskError };
export interface DeskError {
  /** For the log. */
  message: string;
  /** Chinese, for whoever asked: those of an OperatorError. */
  sentences?: string[];
  /** Of a system error: `ENOSPC`. */
  code?: string;
}
