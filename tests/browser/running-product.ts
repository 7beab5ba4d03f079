import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

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
  output(): string;
  /** Sends SIGINT; resolves with the exit code. */
  stop(): Promise<number | null>;
}

/** The service as `npm start` runs it, on the built site and a data directory of its own. */
export async function startProduct(): Promise<RunningProduct> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'jixue-product-'));
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const child = spawn(process.execPath, ['verify-api/main.ts'], {
    env: { ...process.env, NODE_ENV: '', DATA_DIR: dataDir, PORT: String(port), SITE_URL: url },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const exited = exitOf(child);
  await announced(child, () => output);
  return {
    url,
    dataDir,
    demo: JSON.parse(await readFile(path.join(dataDir, 'demo.json'), 'utf8')),
    output: () => output,
    async stop() {
      child.kill('SIGINT');
      const code = await exited;
      await rm(dataDir, { recursive: true });
      return code;
    },
  };
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.once('exit', (code) => resolve(code)));
}

function announced(child: ChildProcess, output: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', () => {
      if (output().includes('积学已启动')) resolve();
    });
    child.once('exit', () => reject(new Error(`the product did not start:\n${output()}`)));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
