import { type ChildProcess, fork } from 'node:child_process';
import { setPriority } from 'node:os';
import path from 'node:path';
import type {
  ContentDesk,
  DeskCall,
  DeskError,
  DeskReply,
  DeskRequest,
} from '#domain/content-desk.ts';
import { OperatorError } from '#domain/operator-error.ts';
import { Problem } from '#domain/problem.ts';

export interface DeskOptions {
  /** The program, `scripts/content-desk.ts`; it runs in `cwd`. */
  program: string;
  cwd: string;
  /** All that it is told, beside where to find programs. */
  env: Record<string, string>;
  log: (line: string) => void;
  limits?: Partial<Limits>;
}

interface Limits {
  /** For an answer to a question. */
  askMs: number;
  /** For a build. */
  buildMs: number;
  /** A process with nothing to do ends after so long. */
  idleMs: number;
}

const LIMITS: Limits = { askMs: 60_000, buildMs: 15 * 60_000, idleMs: 10 * 60_000 };
const COMPILED = 'node_modules/.cache/compiled';
/** The scheduler gives way to whoever verifies (nice 10). */
const LOW_PRIORITY = 10;

export interface OpenDesk extends ContentDesk {
  /** Of the processes that run now. */
  processIds(): number[];
  close(): void;
}

/**
 * The desk in child processes, one for questions and one for builds, started when first needed and again
 * after a crash. What was asked of a process that dies, or takes too long, answers `unavailable`.
 */
export function openDesk(options: DeskOptions): OpenDesk {
  const limits = { ...LIMITS, ...options.limits };
  const questions = deskProcess(options, limits.askMs, limits.idleMs, false);
  const builds = deskProcess(options, limits.buildMs, limits.idleMs, true);
  const ask =
    <Call extends DeskCall>(call: Call) =>
    (request: Parameters<ContentDesk[Call]>[0]) => {
      // Whoever has a draft checked may soon want it built.
      if (call === 'checkDirectory') builds.warm();
      const desk = call === 'buildRelease' ? builds : questions;
      return desk.ask(call, request) as ReturnType<ContentDesk[Call]>;
    };
  return {
    listEntries: ask('listEntries'),
    readEntry: ask('readEntry'),
    composeEntry: ask('composeEntry'),
    proposeSlug: ask('proposeSlug'),
    completeFields: ask('completeFields'),
    checkFile: ask('checkFile'),
    checkDirectory: ask('checkDirectory'),
    listUnreferenced: ask('listUnreferenced'),
    listCatalogs: ask('listCatalogs'),
    writeCatalog: ask('writeCatalog'),
    planCatalog: ask('planCatalog'),
    previewEntry: ask('previewEntry'),
    buildRelease: ask('buildRelease'),
    processIds: () => [questions.processId(), builds.processId()].flatMap((id) => id ?? []),
    close() {
      questions.close();
      builds.close();
    },
  };
}

interface Pending {
  resolve: (answer: unknown) => void;
  reject: (error: Error) => void;
  timer: NodeJS.Timeout;
}

interface Running {
  child: ChildProcess;
  pending: Map<number, Pending>;
}

function deskProcess(options: DeskOptions, limitMs: number, idleMs: number, low: boolean) {
  let running: Running | undefined;
  let idle: NodeJS.Timeout | undefined;
  let closed = false;
  let calls = 0;

  const end = (desk: Running) => {
    if (running === desk) running = undefined;
    for (const { reject, timer } of desk.pending.values()) {
      clearTimeout(timer);
      reject(away('内容检查和生成程序中途停止了，没有完成；请再试一次。'));
    }
    desk.pending.clear();
  };

  const start = (): Running => {
    const child = fork(options.program, low ? ['builds'] : [], {
      cwd: options.cwd,
      serialization: 'advanced',
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      // Reading some hundred modules is half of what a start takes.
      env: { NODE_COMPILE_CACHE: path.join(options.cwd, COMPILED), ...options.env },
    });
    const desk: Running = { child, pending: new Map() };
    if (low && child.pid !== undefined) setPriority(child.pid, LOW_PRIORITY);
    child.once('exit', (code, signal) => {
      if (desk.pending.size > 0) options.log(`desk ended ${signal ?? code}`);
      end(desk);
    });
    child.once('error', () => end(desk));
    child.on('message', (reply: DeskReply) => settle(desk, reply));
    // The service ends without waiting for it.
    child.unref();
    child.channel?.unref();
    return desk;
  };

  const settle = (desk: Running, reply: DeskReply) => {
    const pending = desk.pending.get(reply.id);
    if (pending === undefined) return;
    desk.pending.delete(reply.id);
    clearTimeout(pending.timer);
    if ('error' in reply) pending.reject(errorOf(reply.error));
    else pending.resolve(reply.answer);
    rest();
  };

  const rest = () => {
    clearTimeout(idle);
    if (running === undefined || running.pending.size > 0) return;
    const desk = running;
    idle = setTimeout(() => desk.child.disconnect(), idleMs).unref();
  };

  /** A process that does not answer is of no use to the next who asks. */
  const giveUp = (desk: Running) => {
    if (running === desk) running = undefined;
    desk.child.kill('SIGKILL');
  };

  const open = (): Running => {
    clearTimeout(idle);
    if (running === undefined || !running.child.connected) running = start();
    return running;
  };

  return {
    processId: () => running?.child.pid,
    /** Begins to start it, and keeps it for a while. */
    warm() {
      if (closed) return;
      open();
      rest();
    },
    ask(call: DeskCall, request: DeskRequest['request']): Promise<unknown> {
      if (closed) return Promise.reject(away('服务正在停止，请稍后再试。'));
      const desk = open();
      calls += 1;
      const id = calls;
      const { promise, resolve, reject } = Promise.withResolvers<unknown>();
      const timer = setTimeout(() => {
        desk.pending.delete(id);
        reject(away('内容检查和生成程序太久没有回答，没有完成；请再试一次。'));
        options.log(`desk gave no answer to ${call} in ${limitMs} ms`);
        giveUp(desk);
      }, limitMs).unref();
      desk.pending.set(id, { resolve, reject, timer });
      desk.child.send({ id, call, request } as DeskRequest, () => {
        // A process that has gone says so itself, by its exit.
      });
      return promise;
    },
    close() {
      closed = true;
      clearTimeout(idle);
      running?.child.kill();
    },
  };
}

function errorOf({ sentences, message, code }: DeskError): Error {
  if (sentences !== undefined && sentences.length > 0) return new OperatorError(sentences);
  return Object.assign(new Error(message), code === undefined ? {} : { code });
}

function away(message: string): Problem {
  return new Problem('unavailable', message, { retryAfterSeconds: 5 });
}
