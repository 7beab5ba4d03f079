// A process that publishes what is due and, when told to, kills itself in the middle of it.
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { createAuditStore } from '../../verify-api/db/audit-store.ts';
import { createDraftStore } from '../../verify-api/db/draft-store.ts';
import { openDatabase } from '../../verify-api/db/open-database.ts';
import { createPublicationStore } from '../../verify-api/db/publication-store.ts';
import { openHistory } from '../../verify-api/publishing/content-history.ts';
import { createPublicationRunner } from '../../verify-api/publishing/run-publications.ts';
import { clearStaging } from '../../verify-api/publishing/stage-content.ts';
import { writeContent } from '../../verify-api/publishing/write-content.ts';
import { fakeDesk } from './fake-desk.ts';

const [folder = '', databaseUrl, killAt] = process.argv.slice(2);
const [contentDir, dataDir, dist] = ['content', 'data', 'dist'].map((name) =>
  path.join(folder, name),
) as [string, string, string];
const database = await openDatabase({ databaseUrl: databaseUrl || undefined, dataDir });
const stagingDir = path.join(dataDir, 'staging');
await clearStaging(stagingDir);

/** SIGKILL before or after one of the steps. */
function deadly<Arguments extends unknown[], Answer>(
  step: string,
  work: (...args: Arguments) => Promise<Answer>,
) {
  return async (...args: Arguments): Promise<Answer> => {
    if (killAt === `before ${step}`) process.kill(process.pid, 'SIGKILL');
    const answer = await work(...args);
    if (killAt === `after ${step}`) process.kill(process.pid, 'SIGKILL');
    return answer;
  };
}

const desk = fakeDesk(dist);
const history = openHistory({ contentDir, dataDir });
const runner = createPublicationRunner(
  {
    drafts: createDraftStore(database),
    publications: createPublicationStore(database),
    audit: createAuditStore(database),
    desk: {
      ...desk,
      checkDirectory: deadly('check', desk.checkDirectory),
      buildRelease: deadly('build', desk.buildRelease),
    },
    history: { ...history, record: deadly('commit', history.record) },
    write: deadly('write', async (where, [first, ...rest]) => {
      if (first !== undefined) await writeContent(where, [first]);
      if (killAt === 'within write') process.kill(process.pid, 'SIGKILL');
      await writeContent(where, rest);
    }),
    contentDir,
    stagingDir,
    dist,
    reviewSteps: 1,
    clock: () => new Date(),
    random: (length) => randomBytes(length),
    log: (line) => console.log(line),
  },
  { leaseMs: 400, lookAgainMs: 50 },
);

const publications = createPublicationStore(database);
do {
  runner.wake();
  await runner.idle();
  await new Promise((resolve) => setTimeout(resolve, 50));
} while ((await publications.isRunning()) || (await publications.nextDue()) !== undefined);
await runner.stop();
await database.close();
