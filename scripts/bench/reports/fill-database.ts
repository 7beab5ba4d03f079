/**
 * Fills the database of a running bank with reports, as issuing would but for the PDF: a row has the
 * size and the seals of a real one, its PDF is a line of text and is not stored.
 */
import { randomBytes } from 'node:crypto';
import { createConfig } from '../../../verify-api/config.ts';
import { openDatabase } from '../../../verify-api/db/open-database.ts';
import { createReportStore } from '../../../verify-api/db/report-store.ts';
import { reports } from '../../../verify-api/db/schema.ts';
import { loadKeys } from '../../../verify-api/keys/load-keys.ts';
import { makeDemoCertificate } from '../../../verify-api/pdf/make-demo-certificate.ts';
import { readRequest } from '../../../verify-api/reports/check-request.ts';
import { drawReport } from '../../../verify-api/reports/draw-report.ts';
import { readBank } from '../../../verify-api/reports/read-bank.ts';
import type { ReportDependencies } from '../../../verify-api/reports/report-dependencies.ts';
import { sampleRequest } from './sample-request.ts';

export interface Filled {
  number: string;
  code: string;
}

/** Rows in one statement: 26 columns each, and PostgreSQL takes 65,535 parameters. */
const AT_ONCE = 1_000;
/** Beyond what the service itself has drawn. */
const FIRST_STATUS_INDEX = 1_000_000_000;

/**
 * @param environment of the service that runs on the same database, or has run
 * @param keep how many to return, evenly spread
 */
export async function fillDatabase(
  environment: Record<string, string>,
  count: number,
  keep: number,
): Promise<Filled[]> {
  const config = createConfig(environment);
  const { bank } = await readBank(config.contentDir);
  const keys = await loadKeys(config, {
    random: (length) => randomBytes(length),
    certificate: () => makeDemoCertificate({ commonName: 'x', organisation: 'x' }),
    onMake: () => {},
  });
  const database = await openDatabase(config);
  let statusIndex = FIRST_STATUS_INDEX;
  const pdf = new TextEncoder().encode('%PDF-1.7\n');
  const deps: ReportDependencies = {
    bank,
    siteUrl: config.siteUrl,
    store: {
      ...createReportStore(database),
      nextStatusIndex: async () => {
        statusIndex += 1;
        return statusIndex;
      },
    },
    vault: keys.vault,
    signing: keys.signing,
    printer: { unprintable: () => [], print: async () => pdf, preview: async () => pdf },
    demo: true,
    clock: () => new Date(),
    random: (length) => randomBytes(length),
  };
  const kept: Filled[] = [];
  const every = Math.max(1, Math.floor(count / keep));
  let storing: Promise<unknown> = Promise.resolve();
  for (let done = 0; done < count; done += AT_ONCE) {
    const rows = [];
    for (let at = done; at < Math.min(count, done + AT_ONCE); at += 1) {
      const { row, record } = await drawReport(deps, 'bench', readRequest(sampleRequest(at)));
      rows.push(row);
      if (at % every === 0 && kept.length < keep)
        kept.push({ number: row.number, code: record.code });
    }
    await storing;
    storing = database.queries.insert(reports).values(rows);
  }
  await storing;
  await database.close();
  return kept;
}
