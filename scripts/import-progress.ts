import type { WriteStream } from 'node:tty';

/** On a terminal a step is told anew so many times a second at most. */
const INTERVAL_MS = 100;

export interface Progress {
  show: (step: string, done?: number, total?: number) => void;
  /** Leaves a clean line for what is printed next. */
  end: () => void;
}

/** One line that moves on a terminal; elsewhere a line a step. */
export function importProgress(out: WriteStream | NodeJS.WriteStream): Progress {
  let shownAt = 0;
  let current = '';
  return {
    show: (step, done, total) => {
      if (!out.isTTY) {
        if (step !== current) out.write(`${step}……\n`);
        current = step;
        return;
      }
      const now = Date.now();
      if (step === current && done !== total && now - shownAt < INTERVAL_MS) return;
      shownAt = now;
      current = step;
      const count = done === undefined ? '' : ` ${done} / ${total} 行`;
      out.write(`\r\u001b[K${step}……${count}`);
    },
    end: () => {
      if (out.isTTY && current !== '') out.write('\r\u001b[K');
      current = '';
    },
  };
}
