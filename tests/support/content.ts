import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createAuditStore } from '../../verify-api/db/audit-store.ts';
import type { Database } from '../../verify-api/db/client.ts';
import { createDraftStore } from '../../verify-api/db/draft-store.ts';
import { createPublicationStore } from '../../verify-api/db/publication-store.ts';
import type { ContentDependencies } from '../../verify-api/publishing/content-dependencies.ts';
import { openHistory } from '../../verify-api/publishing/content-history.ts';
import { writeContent } from '../../verify-api/publishing/write-content.ts';
import { fakeDesk } from './fake-desk.ts';

/** The editors' office on a small content directory of its own, with a desk of few rules. */
export function testContent(
  database: Database,
  given: Pick<ContentDependencies, 'clock' | 'log'>,
): ContentDependencies {
  const folder = mkdtempSync(path.join(tmpdir(), 'jixue-content-'));
  const [contentDir, dataDir, dist] = ['content', 'data', 'dist'].map((name) =>
    path.join(folder, name),
  ) as [string, string, string];
  const put = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(contentDir, file)), { recursive: true });
    writeFileSync(path.join(contentDir, file), text);
  };
  put('news/last-year.md', LAST_YEAR);
  put('news/list.csv', '一,二\n');
  put('catalogs/courses.csv', 'code,name\n1,甲\n');
  mkdirSync(dataDir);
  return {
    drafts: createDraftStore(database),
    publications: createPublicationStore(database),
    audit: createAuditStore(database),
    desk: fakeDesk(dist),
    history: openHistory({ contentDir, dataDir }),
    write: writeContent,
    contentDir,
    stagingDir: path.join(dataDir, 'staging'),
    dist,
    reviewSteps: 1,
    random: (length) => randomBytes(length),
    ...given,
  };
}

const LAST_YEAR = `---
title: 去年的通知
category: 通知公告
publishedAt: 2025-11-01
pinned: 'true'
indexNumber: DEMO-1
attachments:
  - file: list.csv
    title: 名单
---

去年的正文。
`;
