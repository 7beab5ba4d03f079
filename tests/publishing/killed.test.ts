import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { createDraftStore } from '../../verify-api/db/draft-store.ts';
import { openDatabase } from '../../verify-api/db/open-database.ts';
import { sha256 } from '../../verify-api/publishing/content-digest.ts';
import { openHistory } from '../../verify-api/publishing/content-history.ts';
import { currentRelease } from '../../verify-api/publishing/releases.ts';
import { freshPostgres, withRows } from '../support/database.ts';

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

const moments = [
  'before check',
  'after check',
  'before build',
  'after build',
  'within write',
  'after write',
  'after commit',
] as const;

describe('kill -9 during a publication', () => {
  test.each((['pglite', 'postgres'] as const).map((engine) => [engine]))(
    'at any step loses nothing and publishes it once (%s)',
    async (engine) => {
      const folder = await mkdtemp(path.join(tmpdir(), 'jixue-killed-'));
      cleanups.push(() => rm(folder, { recursive: true }));
      const [contentDir, dataDir, dist] = ['content', 'data', 'dist'].map((name) =>
        path.join(folder, name),
      ) as [string, string, string];
      mkdirSync(path.join(contentDir, 'news'), { recursive: true });
      mkdirSync(dataDir);
      writeFileSync(path.join(contentDir, 'news/before.md'), '---\ntitle: 以前的\n---\n\n正文\n');
      let databaseUrl: string | undefined;
      if (engine === 'postgres') {
        const fresh = await freshPostgres();
        cleanups.push(fresh.remove);
        databaseUrl = fresh.database.url;
      }
      const open = async () => withRows(await openDatabase({ databaseUrl, dataDir }), '');
      const run = async (killAt = '') => {
        const script = 'tests/support/publish-process.ts';
        const child = spawn(process.execPath, [script, folder, databaseUrl ?? '', killAt], {
          stdio: 'inherit',
        });
        const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
        return code ?? signal;
      };

      const history = openHistory({ contentDir, dataDir });
      // The embedded database takes a while to open: there, the moments that differ most.
      const tried = engine === 'postgres' ? moments : moments.slice(3, 6);
      for (const [at, moment] of tried.entries()) {
        const id = `draft-${at}`;
        const title = `中途被杀的通知${at}`;
        const database = await open();
        await enqueue(createDraftStore(database), id, title);
        await database.close();

        expect(await run(moment), moment).toBe('SIGKILL');
        const page = path.join(dist, 'current/client/index.html');
        if (moment === 'before check') expect(currentRelease(dist)).toBeUndefined();
        else expect(readFileSync(page, 'utf8')).toContain('以前的');

        expect(await run(), moment).toBe(0);
        expect(readFileSync(page, 'utf8'), moment).toContain(title);
        const file = readFileSync(path.join(contentDir, `news/${id}.md`), 'utf8');
        expect(file).toContain(title);
        expect(readFileSync(path.join(contentDir, `news/${id}.pdf`), 'utf8')).toBe('%PDF');
        const changes = await history.listChanges(`news/${id}.md`);
        expect(
          changes.map(({ author }) => author),
          moment,
        ).toEqual(['王敏']);
        const after = await open();
        const [row] = await after.rows(
          `select d.state, p.state as published, (select count(*)::int from content_draft_steps s
         where s.draft_id = d.id and s.kind = 'published') as times
         from content_drafts d join content_publications p on p.draft_id = d.id where d.id = '${id}'`,
        );
        expect(row, moment).toEqual({ state: 'published', published: 'done', times: 1 });
        await after.close();
        expect(
          readdirSync(path.join(contentDir, 'news')).filter((name) => name.startsWith('.')),
        ).toEqual([]);
        expect(readdirSync(path.join(dataDir, 'staging'))).toEqual([]);
      }
    },
    300_000,
  );
});

/** An approved draft whose publication is due. */
async function enqueue(
  drafts: ReturnType<typeof createDraftStore>,
  id: string,
  title: string,
): Promise<void> {
  const at = new Date();
  const who = { by: 'staff:wm', byName: '王敏' };
  const row = {
    id,
    kind: 'news' as const,
    slug: id,
    title,
    state: 'draft' as const,
    steps: 1,
    replaces: false,
    baseFiles: [],
    fields: { title, attachments: [{ file: `${id}.pdf`, title: '附件' }] },
    body: '正文',
    faults: [],
    reminders: [],
    author: who.by,
    authorName: who.byName,
    createdAt: at,
    updatedAt: at,
    updatedByName: who.byName,
  };
  const content = Buffer.from('%PDF');
  const happened = { draftId: id, kind: 'created' as const, ...who, at, version: 1 };
  await drafts.add(row, happened, {
    at,
    actor: { id: who.by, name: who.byName },
    action: 'content-saved',
  });
  const changed = await drafts.change({
    id,
    from: ['draft'],
    set: { state: 'approved' },
    file: {
      add: {
        id: `${id}-file`,
        draftId: id,
        name: `${id}.pdf`,
        content,
        bytes: content.length,
        sha256: sha256(content),
        addedBy: who.by,
        addedByName: who.byName,
        addedAt: at,
      },
    },
    publication: {
      id: `${id}-publication`,
      kind: 'publish',
      title,
      draftId: id,
      state: 'waiting',
      requestedBy: 'staff:lm',
      requestedByName: '李明',
      requestedAt: at,
      dueAt: at,
      faults: [],
    },
  });
  expect(changed).toBe('changed');
}
