import { existsSync } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { OperatorError } from '#domain/operator-error.ts';
import type { PartHead } from './backup-parts.ts';
import { isBelow, keyPlaces, type Places, RETIRED, retiredPlace } from './kept-files.ts';
import { AlteredError } from './sealed-chunks.ts';
import { explainWriting } from './write-backup.ts';

type FileHead = Extract<PartHead, { part: 'file' }>;

/** Where a file of a backup goes on this machine. */
function placeOf(places: Places, { area, path: relative }: FileHead): string {
  if (area === 'keys' && !relative.startsWith(`${RETIRED}/`)) {
    const place = keyPlaces(places)[relative];
    if (place === undefined) throw new AlteredError(`nobody knows the key file ${relative}`);
    return place;
  }
  const [root, rest] =
    area === 'keys'
      ? [retiredPlace(places), relative.slice(RETIRED.length + 1)]
      : [area === 'data' ? places.dataDir : draftOf(places.contentDir), relative];
  const place = path.join(root, rest);
  if (!isBelow(root, place)) throw new AlteredError(`${relative} is outside its place`);
  return place;
}

/** The file on this machine that a restored one would take the place of; undefined when that is no loss. */
export async function conflictOf(
  places: Places,
  head: FileHead,
  bytes: Uint8Array,
): Promise<string | undefined> {
  if (head.area === 'content') return undefined;
  const place = placeOf(places, head);
  if (!existsSync(place)) return undefined;
  return (await readFile(place)).equals(bytes) ? undefined : place;
}

export async function isEmptyOrAbsent(directory: string): Promise<boolean> {
  return !existsSync(directory) || (await readdir(directory)).length === 0;
}

/** Writes files beside their places; `moveIn` puts them there together, `discard` takes them away. */
export function createFilePlacer(places: Places, { content }: { content: boolean }) {
  const drafts: { draft: string; place: string }[] = [];
  const contentDraft = draftOf(places.contentDir);

  async function write(file: string, bytes: AsyncIterable<Uint8Array>, mode: number) {
    await mkdir(path.dirname(file), { recursive: true, mode: mode === 0o600 ? 0o700 : 0o755 });
    const handle = await open(file, 'w', mode);
    try {
      for await (const chunk of bytes) await handle.writeFile(chunk);
      await handle.sync();
    } finally {
      await handle.close();
    }
  }

  return {
    async add(head: FileHead, body: AsyncIterable<Uint8Array>): Promise<void> {
      const place = placeOf(places, head);
      try {
        if (head.area === 'content') {
          if (content) await write(place, body, 0o644);
          else for await (const _ of body);
          return;
        }
        const draft = draftOf(place);
        drafts.push({ draft, place });
        await write(draft, body, 0o600);
      } catch (error) {
        throw explainWriting(error, path.dirname(place));
      }
    },
    /** Returns where the content that was there before has been moved to, if there was any. */
    async moveIn(stamp: string): Promise<string | undefined> {
      for (const { draft, place } of drafts) await rename(draft, place);
      if (!content || !existsSync(contentDraft)) return undefined;
      const { contentDir } = places;
      const before = `${contentDir}.before-restore-${stamp}`;
      const kept = !(await isEmptyOrAbsent(contentDir));
      if (kept) await rename(contentDir, before);
      else await rm(contentDir, { recursive: true, force: true });
      await rename(contentDraft, contentDir);
      return kept ? before : undefined;
    },
    async discard(): Promise<void> {
      for (const { draft } of drafts) await rm(draft, { force: true });
      await rm(contentDraft, { recursive: true, force: true });
    },
  };
}

export function refuseConflicts(conflicts: readonly string[]): void {
  if (conflicts.length === 0) return;
  throw new OperatorError([
    '这台机器上已有内容不同的同名文件，没有恢复任何内容；请先把它们移走：',
    ...conflicts.map((file) => `  ${file}`),
  ]);
}

function draftOf(place: string): string {
  return `${place}.restoring`;
}
