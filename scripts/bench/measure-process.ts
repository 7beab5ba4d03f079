import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

export interface Measured {
  /** User and system time of the process and of all that it started. */
  cpuSeconds: number;
  /** The most memory that all of them held at one time (resident set, shared pages counted twice). */
  peakBytes: number;
  wallSeconds: number;
}

/** A line of /proc/{pid}/stat, as far as it is needed here. */
export interface ProcessStat {
  pid: number;
  parent: number;
  /** Clock ticks of the process itself. */
  ownTicks: number;
  /** Clock ticks of the process's children that have ended and been waited for. */
  childTicks: number;
}

/** Linux counts in hundredths of a second for every program (USER_HZ). */
const TICKS_PER_SECOND = 100;
const SAMPLE_EVERY_MS = 100;

/** Whether this system tells what `measureNode` needs. */
export function canMeasure(): boolean {
  try {
    return readStat('self').pid === process.pid;
  } catch {
    return false;
  }
}

/**
 * Runs Node with `args` and measures it and its children. Its output is shown only when it fails.
 * One at a time: what is counted is this process's children. Linux.
 * @throws Error with the output when the exit code is not 0
 */
export async function measureNode(
  args: readonly string[],
  { cwd, env = {} }: { cwd: string; env?: Record<string, string> },
): Promise<Measured> {
  const ticksBefore = readStat('self').childTicks;
  const start = performance.now();
  const child = spawn(process.execPath, args, {
    cwd,
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1', NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: Buffer[] = [];
  child.stdout.on('data', (bytes) => output.push(bytes));
  child.stderr.on('data', (bytes) => output.push(bytes));
  let peakBytes = 0;
  const sampler = setInterval(() => {
    peakBytes = Math.max(peakBytes, child.pid === undefined ? 0 : memoryOf(child.pid));
  }, SAMPLE_EVERY_MS);
  try {
    const code = await new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    if (code !== 0) throw new Error(Buffer.concat(output).toString('utf8').slice(-4000));
  } finally {
    clearInterval(sampler);
  }
  return {
    cpuSeconds: (readStat('self').childTicks - ticksBefore) / TICKS_PER_SECOND,
    peakBytes,
    wallSeconds: (performance.now() - start) / 1000,
  };
}

/** CPU that the processes `roots` and all below them have used so far, in seconds; to a hundredth. */
export function cpuSecondsOf(...roots: number[]): number {
  const stats = roots.flatMap((root) => [...familyOf(root)]).flatMap(readStatIfThere);
  const ticks = stats.reduce((sum, { ownTicks, childTicks }) => sum + ownTicks + childTicks, 0);
  return ticks / TICKS_PER_SECOND;
}

/** The most memory that the process has ever held (resident set). */
export function peakBytesOf(pid: number): number {
  return statusOf(pid).highest;
}

/** One after the other: times add up, of the memory the most counts. */
export function together(parts: readonly Measured[]): Measured {
  return {
    cpuSeconds: parts.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0),
    peakBytes: Math.max(0, ...parts.map(({ peakBytes }) => peakBytes)),
    wallSeconds: parts.reduce((sum, { wallSeconds }) => sum + wallSeconds, 0),
  };
}

/**
 * Parses `4242 (node (x)) S 1 …`: the name in brackets may hold anything, brackets too.
 * proc_pid_stat(5): parent is field 4, utime to cstime are fields 14 to 17.
 */
export function parseStat(line: string): ProcessStat {
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  return {
    pid: Number.parseInt(line, 10),
    parent: Number(fields[1]),
    ownTicks: Number(fields[11]) + Number(fields[12]),
    childTicks: Number(fields[13]) + Number(fields[14]),
  };
}

function readStat(pid: number | string): ProcessStat {
  return parseStat(readFileSync(`/proc/${pid}/stat`, 'utf8'));
}

/** Empty for a process that has ended meanwhile. */
function readStatIfThere(pid: number | string): ProcessStat[] {
  try {
    return [readStat(pid)];
  } catch {
    return [];
  }
}

/** Resident bytes of a process and all below it. A single process is taken at its own peak. */
function memoryOf(root: number): number {
  const family = [...familyOf(root)].map(statusOf);
  const now = family.reduce((sum, { resident }) => sum + resident, 0);
  return Math.max(now, ...family.map(({ highest }) => highest));
}

function familyOf(root: number): Set<number> {
  const stats = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap(readStatIfThere);
  const family = new Set([root]);
  for (let size = 0; size !== family.size; ) {
    size = family.size;
    for (const { pid, parent } of stats) if (family.has(parent)) family.add(pid);
  }
  return family;
}

function statusOf(pid: number): { resident: number; highest: number } {
  try {
    const text = readFileSync(`/proc/${pid}/status`, 'utf8');
    const bytes = (name: string) =>
      Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0) * 1024;
    return { resident: bytes('VmRSS'), highest: bytes('VmHWM') };
  } catch {
    return { resident: 0, highest: 0 };
  }
}
