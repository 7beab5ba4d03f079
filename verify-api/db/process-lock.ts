import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs';

/** Who holds the lock. `startedAt` tells a process from a later one that was given the same id. */
interface Holder {
  pid: number;
  /** Field 22 of /proc/{pid}/stat, in clock ticks since boot; null where there is no /proc. */
  startedAt: string | null;
  token: string;
}

export class LockedError extends Error {
  readonly pid: number;

  constructor(pid: number) {
    super(`locked by process ${pid}`);
    this.name = 'LockedError';
    this.pid = pid;
  }
}

const REAPING_TAKES_AT_MOST_MS = 10_000;

/**
 * Takes the lock file `file` for this process and returns the function that gives it back.
 * Throws LockedError while another process that is alive holds it; the lock of a dead one is reaped.
 * Atomic on one machine; processes that cannot see each other's ids (containers on a shared volume)
 * must not share a data directory.
 */
export function takeProcessLock(file: string): () => void {
  const me: Holder = {
    pid: process.pid,
    startedAt: startOf(process.pid),
    token: randomBytes(8).toString('hex'),
  };
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (createWhole(file, JSON.stringify(me))) return () => giveBack(file, me.token);
    const holder = readHolder(file);
    if (holder !== undefined && isAlive(holder)) throw new LockedError(holder.pid);
    if (holder !== undefined) reap(file);
  }
  throw new LockedError(readHolder(file)?.pid ?? 0);
}

/** A hard link appears with its whole content or not at all, and fails when the name is taken. */
function createWhole(file: string, text: string): boolean {
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, text, { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    unlinkSync(draft);
  }
}

/**
 * Two processes that both found a dead holder must not take turns at deleting: the second would
 * delete the lock that the first has just taken. So one reaps at a time, and looks again first.
 */
function reap(file: string): void {
  const turn = `${file}.reaping`;
  if (!createWhole(turn, '')) {
    if (ageOf(turn) > REAPING_TAKES_AT_MOST_MS) rmSync(turn, { force: true });
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    return;
  }
  try {
    const holder = readHolder(file);
    if (holder !== undefined && !isAlive(holder)) rmSync(file);
  } finally {
    rmSync(turn, { force: true });
  }
}

function giveBack(file: string, token: string): void {
  if (readHolder(file)?.token === token) rmSync(file, { force: true });
}

function readHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    // Not written by this program, or cut short by a power failure: nobody alive can be behind it.
    if (error instanceof SyntaxError) return { pid: 0, startedAt: null, token: '' };
    throw error;
  }
}

function isAlive(holder: Holder): boolean {
  if (!Number.isInteger(holder.pid) || holder.pid <= 0) return false;
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return startOf(holder.pid) === holder.startedAt;
}

function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field is the program's name in parentheses and may itself hold spaces.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

function ageOf(file: string): number {
  try {
    return Date.now() - statSync(file).mtimeMs;
  } catch {
    return 0;
  }
}
