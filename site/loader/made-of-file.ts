import { statSync } from 'node:fs';

/** A file that was written so shortly ago may be written again within the same tick of its clock. */
const SETTLED = 2000;

/**
 * Keeps what was made of files, so that a process that looks at the same directory, or at copies of it
 * made of hard links, again and again reads only what changed. The same bytes are known by their place on
 * the disk, their size and the time they were written.
 * @param most how many results are kept
 */
export function keepMadeOfFiles<T>(most: number) {
  const known = new Map<string, T>();
  /** @param way what is made, where several things are made of one file */
  return (path: string, way: string, make: () => T): T => {
    const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
    if (!stats || Date.now() - Number(stats.mtimeMs) < SETTLED) return make();
    const key = [stats.dev, stats.ino, stats.size, stats.mtimeNs, way].join(' ');
    const found = known.get(key) ?? make();
    known.delete(key);
    known.set(key, found);
    const [oldest] = known.keys();
    if (known.size > most && oldest !== undefined) known.delete(oldest);
    return found;
  };
}
