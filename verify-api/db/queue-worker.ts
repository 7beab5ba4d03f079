/** A row that one process works on; another may take it up once `until` has passed. */
export interface Lease {
  /** Drawn anew by each process. */
  holder: string;
  now: Date;
  until: Date;
}

export interface QueueWorker {
  /** Something may have come into the queue: looks for work unless it is at work. */
  wake(): void;
  /** Takes up nothing more; resolves once what is being done is done or left to others. */
  stop(): Promise<void>;
  /** Resolves once there is nothing left to do. */
  idle(): Promise<void>;
}

export interface QueueOptions {
  clock: () => Date;
  random: (length: number) => Uint8Array;
  /** A process that has died leaves its row to others after so long. */
  leaseMs: number;
}

/** What the work is told of the worker that it is done by. */
export interface AtWork {
  holder: string;
  lease: () => Lease;
  isStopping: () => boolean;
}

/**
 * Does the rows of a queue that processes share, one after the other, and looks again by itself for what
 * another process may have left. A row that fails is the work's to end; what it throws beyond that
 * only pauses the worker.
 * @param takeOne takes up the next row and does it; false when there is none
 * @param nextLookMs how long to wait before the next look; never fails, else there would be none
 */
export function createQueueWorker(
  { clock, random, leaseMs }: QueueOptions,
  work: {
    takeOne: (at: AtWork) => Promise<boolean>;
    nextLookMs: () => Promise<number> | number;
    paused: (error: unknown) => void;
  },
): QueueWorker {
  const holder = Buffer.from(random(9)).toString('base64url');
  let stopping = false;
  /** Asked for while at work: the last look may have come too early. */
  let wanted = false;
  let working: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;
  const at: AtWork = {
    holder,
    lease: () => {
      const now = clock();
      return { holder, now, until: new Date(now.getTime() + leaseMs) };
    },
    isStopping: () => stopping,
  };

  async function workOff(): Promise<void> {
    while (!stopping) {
      wanted = false;
      const found = await work.takeOne(at);
      if (!found && !wanted) return;
    }
  }

  function wake(): void {
    clearTimeout(timer);
    wanted = true;
    if (stopping || working !== undefined) return;
    working = workOff().catch(work.paused).then(rest);
  }

  async function rest(): Promise<void> {
    const wait = stopping ? 0 : await work.nextLookMs();
    working = undefined;
    if (stopping) return;
    if (wanted) wake();
    else timer = setTimeout(wake, wait).unref();
  }

  return {
    wake,
    async stop() {
      stopping = true;
      clearTimeout(timer);
      await working;
    },
    async idle() {
      while (working !== undefined) await working;
    },
  };
}
