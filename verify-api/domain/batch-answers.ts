import type { ReportType } from './outcome-kinds.ts';

/** What `/api/staff/batches` answers; instants are ISO 8601 in UTC. */

/**
 * `checked`: may be confirmed by whoever uploaded it; `waiting`: for a second person's release;
 * `running`: released, being issued or in the queue; `done` and `stopped`: ended.
 */
export type BatchState = 'checked' | 'waiting' | 'running' | 'done' | 'stopped';

export interface Batch {
  id: string;
  fileName: string;
  type: ReportType;
  typeLabel: string;
  office: string;
  state: BatchState;
  /** How many reports. */
  reports: number;
  uploadedBy: string;
  uploadedByName: string;
  uploadedAt: string;
  releasedByName: string | null;
  releasedAt: string | null;
  endedAt: string | null;
}

/** One batch, with how far it is. */
export interface BatchDetail extends Batch {
  notices: string[];
  issued: number;
  refused: number;
  waiting: number;
  /** Lines with something to know: like reports while they wait, faults once refused. */
  remarks: number;
  /** Batches before it in the queue; 0 when it is its turn. */
  ahead: number;
  /** Others made of the very same file. */
  sameFile: { id: string; uploadedByName: string; uploadedAt: string }[];
}

/** One report of a batch. */
export interface BatchReport {
  /** The row of the sheet where it begins. */
  line: number;
  state: 'waiting' | 'issued' | 'refused';
  number: string | null;
  /** Null once it is not kept any more. */
  summary: { name: string; idNumberLast4: string; entries: number; first: string } | null;
  remarks: string[];
}

export interface BatchReports {
  reports: BatchReport[];
  page: number;
  hasMore: boolean;
}
