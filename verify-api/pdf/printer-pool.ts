import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism, setPriority } from 'node:os';
import { Problem } from '#domain/problem.ts';
import type { PrinterOptions, PrintInput } from './create-printer.ts';
import type { FromProcess, ToProcess } from './printer-process.ts';

export interface PrinterPool {
  /** How many reports are printed at once; more wait. */
  size: number;
  print(input: PrintInput): Promise<Uint8Array>;
  /** Of the processes that run now. */
  processIds(): number[];
  close(): void;
}

/** The scheduler gives way to whoever verifies (nice 10). */
const LOW_PRIORITY = 10;
/** A process holds some 300 MB: it ends when there is nothing to print for so long. */
const IDLE_MS = 60_000;
const MOST_PROCESSES = 4;

class ProcessEnded extends Error {
  override message = 'the printing process ended';
}

interface Worker {
  child: ChildProcess;
  jobs: Map<number, { resolve: (pdf: Uint8Array) => void; reject: (error: Error) => void }>;
}

/**
 * Prints in child processes of low priority, started when first needed: for batches, which would
 * otherwise keep verifications waiting. A processor is left to these, for a low priority alone does not
 * make room at once. What a process was printing when it died is printed by another;
 * what has outlived more processes than the pool holds fails, for it may be what ends them.
 */
export function createPrinterPool(
  options: Omit<PrinterOptions, 'clock'>,
  size = Math.min(MOST_PROCESSES, Math.max(1, availableParallelism() - 1)),
): PrinterPool {
  const workers = new Set<Worker>();
  let jobs = 0;
  let idle: NodeJS.Timeout | undefined;

  const close = () => {
    clearTimeout(idle);
    for (const { child } of workers) child.disconnect();
    workers.clear();
  };
  const rest = () => {
    clearTimeout(idle);
    if ([...workers].every((worker) => worker.jobs.size === 0)) {
      idle = setTimeout(close, IDLE_MS).unref();
    }
  };
  const pick = (): Worker => {
    const free = [...workers].find((worker) => worker.jobs.size === 0);
    if (free !== undefined) return free;
    if (workers.size < size) {
      const worker = start(options, () => workers.delete(worker));
      workers.add(worker);
      return worker;
    }
    return [...workers].reduce((one, other) => (other.jobs.size < one.jobs.size ? other : one));
  };

  const printOnce = async (input: PrintInput): Promise<Uint8Array> => {
    clearTimeout(idle);
    const worker = pick();
    jobs += 1;
    const job = jobs;
    const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
    worker.jobs.set(job, { resolve, reject });
    send(worker.child, { kind: 'print', job, input });
    try {
      return await promise;
    } finally {
      worker.jobs.delete(job);
      rest();
    }
  };

  return {
    size,
    close,
    processIds: () => [...workers].flatMap(({ child }) => child.pid ?? []),
    async print(input) {
      for (let lost = 0; ; lost += 1) {
        try {
          return await printOnce(input);
        } catch (error) {
          if (!(error instanceof ProcessEnded) || lost === size) throw error;
        }
      }
    },
  };
}

function start(options: Omit<PrinterOptions, 'clock'>, onEnd: () => void): Worker {
  const child = fork(`${import.meta.dirname}/printer-process.ts`, {
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // The environment holds addresses and keys that printing has no need of.
    env: {},
  });
  const worker: Worker = { child, jobs: new Map() };
  if (child.pid !== undefined) setPriority(child.pid, LOW_PRIORITY);
  const end = () => {
    onEnd();
    for (const { reject } of worker.jobs.values()) reject(new ProcessEnded());
  };
  child.once('exit', end);
  child.once('error', end);
  child.on('message', (message: FromProcess) => settle(worker, message));
  send(child, { kind: 'open', options });
  return worker;
}

function settle({ jobs }: Worker, message: FromProcess): void {
  const job = jobs.get(message.job);
  if (message.kind === 'printed') job?.resolve(message.pdf);
  else if (message.kind === 'refused') job?.reject(new Problem('unavailable', message.message));
  else job?.reject(new Error(`printing failed: ${message.error}`));
}

function send(child: ChildProcess, message: ToProcess): void {
  child.send(message, () => {
    // A process that has gone says so itself, by its exit.
  });
}
