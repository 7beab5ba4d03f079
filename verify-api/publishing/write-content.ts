import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { replaceFile } from './replace-file.ts';
import type { ContentChange } from './stage-content.ts';
import { readContent } from './staged-draft.ts';

/** Writes files into the content directory, each whole or not at all; done already, it does nothing. */
export async function writeContent(
  { contentDir }: { contentDir: string },
  changes: readonly ContentChange[],
): Promise<void> {
  for (const change of changes) {
    const file = path.join(contentDir, change.path);
    const before = await readContent({ contentDir }, change.path);
    if (change.content === null) await rm(file, { force: true });
    else if (before === undefined || !before.equals(change.content)) {
      await mkdir(path.dirname(file), { recursive: true });
      await replaceFile(file, change.content, before ?? '');
    }
  }
}
