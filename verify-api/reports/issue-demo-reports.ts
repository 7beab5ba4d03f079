import { open, readFile, rename } from 'node:fs/promises';
import { DEMO_ACTOR } from '#domain/actor.ts';
import { Problem } from '#domain/problem.ts';
import type { IssueAnswer } from '#domain/report-answers.ts';
import { demoRequests } from './demo-requests.ts';
import { issueReport } from './issue-report.ts';
import type { ReportDependencies } from './report-dependencies.ts';
import { revokeReport } from './revoke-report.ts';

/** `DATA_DIR/demo.json`; `successor` took the place of `superseded`. */
export type DemoReports = Record<keyof typeof demoRequests, IssueAnswer>;

/**
 * Issues the demonstration reports once, through the same use cases as any other. The answers are
 * kept in `file` (mode 0600), since in the database codes are sealed.
 */
export async function issueDemoReports(
  deps: ReportDependencies,
  file: string,
): Promise<DemoReports> {
  const kept = await readKept(deps, file);
  if (kept !== undefined) return kept;
  const issue = async (name: keyof typeof demoRequests, supersedes?: string) => {
    const input = {
      actor: DEMO_ACTOR,
      body: { ...demoRequests[name], ...(supersedes === undefined ? {} : { supersedes }) },
      // A start that was cut short goes on where it stopped.
      idempotencyKey: `demo-${name}`,
    };
    return (await issueReport(deps, input)).answer;
  };
  const valid = await issue('valid');
  const revoked = await issue('revoked');
  await revokeOnce(deps, revoked.number);
  const superseded = await issue('superseded');
  const successor = await issue('successor', superseded.number);
  const reports = { valid, revoked, superseded, successor };
  await keep(file, reports);
  return reports;
}

async function revokeOnce(deps: ReportDependencies, number: string): Promise<void> {
  try {
    await revokeReport(deps, { actor: DEMO_ACTOR, number, body: { reason: 'materials-untrue' } });
  } catch (error) {
    if (!(error instanceof Problem && error.code === 'already-revoked')) throw error;
  }
}

/** What an earlier start has kept, if this database still holds it. */
async function readKept(deps: ReportDependencies, file: string): Promise<DemoReports | undefined> {
  try {
    const kept = JSON.parse(await readFile(file, 'utf8')) as DemoReports;
    return (await deps.store.findRecord(kept.successor.number)) && kept;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || error instanceof SyntaxError) return;
    throw error;
  }
}

async function keep(file: string, reports: DemoReports): Promise<void> {
  const draft = `${file}.${process.pid}.tmp`;
  const handle = await open(draft, 'w', 0o600);
  try {
    await handle.writeFile(`${JSON.stringify(reports, null, 2)}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
}
