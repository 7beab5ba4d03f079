import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { freePort } from './start-postgres.ts';

export interface MainProcess {
  child: ChildProcess;
  url: string;
  /** Everything it has said so far on both streams. */
  said(): string;
  /** Sends the signal and resolves with the exit code, or the signal that ended it. */
  end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals>;
}

const MAIN = 'verify-api/main.ts';

/** Runs `verify-api/main.ts` (or another) as people do, with nothing in its environment but `environment`. */
export async function spawnMain(
  environment: Record<string, string>,
  script = MAIN,
): Promise<MainProcess> {
  const port = environment['PORT'] ?? String(await freePort());
  const child = spawn(process.execPath, [path.resolve(script)], {
    env: { PATH: process.env['PATH'], PORT: port, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => (said += chunk));
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk));
  return {
    child,
    url: `http://127.0.0.1:${port}`,
    said: () => said,
    async end(signal) {
      const ended = child.exitCode ?? child.signalCode;
      if (ended !== null) return ended;
      const exited = once(child, 'exit');
      child.kill(signal);
      const [code, by] = (await exited) as [number | null, NodeJS.Signals];
      return code ?? by;
    },
  };
}

/** Starts it and waits until it says that it is up; fails with what it said when it ends before. */
export async function startMain(
  environment: Record<string, string>,
  script = MAIN,
): Promise<MainProcess> {
  const main = await spawnMain(environment, script);
  await new Promise<void>((resolve, reject) => {
    // Not longer than needed: it would read all that was ever said, again with every line of the log.
    const look = () => {
      if (!main.said().includes('积学已启动')) return;
      main.child.stdout?.off('data', look);
      resolve();
    };
    main.child.stdout?.on('data', look);
    main.child.once('exit', () => reject(new Error(`it ended: ${main.said()}`)));
  });
  return main;
}

/** Runs it until it ends by itself. */
export async function runMain(
  environment: Record<string, string>,
): Promise<{ code: number | null; said: string }> {
  const main = await spawnMain(environment);
  const [code] = (await once(main.child, 'close')) as [number | null];
  return { code, said: main.said() };
}
