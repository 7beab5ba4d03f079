import type { IncomingMessage, ServerResponse } from 'node:http';
import type { BlockList } from 'node:net';
import type { Context } from 'hono';
import type { Actor } from '#domain/actor.ts';
import type { CurrentStaff } from '#domain/staff-answers.ts';
import type { ContentDependencies } from '../publishing/content-dependencies.ts';
import type { BatchDependencies } from '../reports/batches/batch-record.ts';
import type { PreparedDependencies } from '../reports/prepared-report.ts';
import type { PublicKeys } from '../reports/public-keys.ts';
import type { ReportDependencies } from '../reports/report-dependencies.ts';
import type { ReportPrinter } from '../reports/report-printer.ts';
import type { StaffDependencies } from '../staff/staff-dependencies.ts';
import type { Access } from './require-permission.ts';

export interface AppEnvironment {
  Bindings: {
    /** Set by the Node server; absent when the app is called directly. */
    incoming?: IncomingMessage;
    outgoing?: ServerResponse;
    /** Set for a call from one of our own pages: the address of whoever asked for the page. */
    clientAddress?: string;
  };
  Variables: { actor: Actor; staff: CurrentStaff };
}

export type AppContext = Context<AppEnvironment>;

/** Answers whatever is not the API: files, pages, the 404 page. */
export type SiteHandler = (c: AppContext, api: Api) => Promise<Response>;

/** The app's own fetch, for our pages: takes a path or a Request. */
export type Api = (input: string | Request, init?: RequestInit) => Promise<Response>;

/** Whoever puts something into a queue wakes its worker. */
interface Queue {
  wake(): void;
}

export interface AppDependencies {
  reports: ReportDependencies;
  prepared: PreparedDependencies['prepared'];
  batches: BatchDependencies['batches'];
  batchRunner: Queue;
  /** Prints without keeping others waiting, `atOnce` reports at a time. */
  batch: { printer: ReportPrinter; atOnce: number };
  publicKeys: () => Promise<PublicKeys>;
  /** PEM, to check a PDF's signature against. */
  pdfCertificate: string;
  /** Those that signed before it too, the newest first. */
  pdfCertificates: () => Promise<string[]>;
  /** Throws unless the database answers. */
  ping: () => Promise<void>;
  access: Access;
  staff: StaffDependencies;
  /** The editors' office. */
  content: ContentDependencies;
  publications: Queue;
  trustedProxies: BlockList;
  /** One line, never with personal data. */
  log: (line: string) => void;
  site?: SiteHandler;
}
