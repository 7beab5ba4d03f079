import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startMain } from '../../scripts/bench/service/main-process.ts';
import { freePort } from '../../scripts/bench/service/start-postgres.ts';

export interface DemoReport {
  number: string;
  code: string;
  verifyUrl: string;
}

export interface RunningProduct {
  url: string;
  dataDir: string;
  demo: Record<'valid' | 'revoked' | 'superseded' | 'successor', DemoReport>;
  /** Everything that was printed, both streams. */
  said(): string;
  /** Sends SIGINT as Ctrl-C does; resolves with the exit code. */
  stop(): Promise<number | NodeJS.Signals>;
}

/**
 * The service on the built site and a data directory of its own, in demo mode.
 * @param more further environment, such as the content of another bank
 */
export async function startProduct(more: Record<string, string> = {}): Promise<RunningProduct> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'jixue-product-'));
  const port = String(await freePort());
  const url = `http://localhost:${port}`;
  const main = await startMain({ DATA_DIR: dataDir, PORT: port, SITE_URL: url, ...more });
  return {
    url,
    dataDir,
    demo: JSON.parse(await readFile(path.join(dataDir, 'demo.json'), 'utf8')),
    said: main.said,
    async stop() {
      const code = await main.end('SIGINT');
      await rm(dataDir, { recursive: true });
      return code;
    },
  };
}
