import { type ProseEntry, readProse } from './read-prose.ts';
import type { ProseKind } from './schemas/prose.ts';
import { stopOnProblems } from './stop-on-problems.ts';

/** All entries of a kind, published or not, as `readProse` reads them. Throws on any fault. */
export async function loadProse<K extends ProseKind>(
  directory: string,
  kind: K,
): Promise<ProseEntry<K>[]> {
  // As in load-tables.ts: watch mode has to know the files.
  if (import.meta.env.DEV) {
    const files = import.meta.glob('@content/*/*.md', { query: '?raw' });
    await Promise.all(Object.values(files).map((watch) => watch()));
  }
  const { entries, problems } = readProse(directory, kind);
  stopOnProblems(problems, directory);
  return entries;
}
