import type { ContentDesk } from '#domain/content-desk.ts';
import type { AuditStore } from '../db/audit-store.ts';
import type { DraftStore } from '../db/draft-store.ts';
import type { PublicationStore } from '../db/publication-store.ts';
import type { ContentHistory } from './content-history.ts';
import type { writeContent } from './write-content.ts';

/** What the use cases of the editors' office are given; every path is absolute. */
export interface ContentDependencies {
  drafts: DraftStore;
  publications: PublicationStore;
  audit: Pick<AuditStore, 'append'>;
  desk: ContentDesk;
  history: ContentHistory;
  /** Writes into the content directory. */
  write: typeof writeContent;
  contentDir: string;
  /** Where copies of the content directory are staged; below `DATA_DIR`, nobody else's to read. */
  stagingDir: string;
  /** Where the releases of the site are. */
  dist: string;
  /** How many people approve a draft before it is published, 1 to 3. */
  reviewSteps: number;
  clock: () => Date;
  /** Bytes from a CSPRNG. */
  random: (length: number) => Uint8Array;
  /** One line, never with what a draft says. */
  log: (line: string) => void;
}
