import { connect, type Socket } from 'node:net';

export interface LoadTarget {
  port: number;
  path: string;
  headers?: Record<string, string>;
}

export interface Answered {
  requests: number;
  seconds: number;
  /** Milliseconds of each, in no order. */
  latencies: number[];
}

/**
 * One connection of HTTP/1.1 that sends one request after another: far cheaper than `fetch`, which
 * would take as much of the machine as what is measured. To 127.0.0.1 only.
 */
async function openConnection({ port, path, headers = {} }: LoadTarget) {
  const socket: Socket = connect(port, '127.0.0.1');
  socket.setNoDelay(true);
  await new Promise<void>((resolve, reject) =>
    socket.once('connect', resolve).once('error', reject),
  );
  const head = Object.entries({ Host: 'localhost', 'Content-Type': 'application/json', ...headers })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');
  let received = '';
  let waiting: PromiseWithResolvers<void> | undefined;
  socket.setEncoding('latin1');
  socket.on('error', (error) => waiting?.reject(error));
  socket.on('close', () => waiting?.reject(new Error('the service closed the connection')));
  socket.on('data', (chunk) => {
    received += chunk;
    const end = received.indexOf('\r\n\r\n');
    if (end < 0) return;
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(received.slice(0, end))?.[1]);
    if (received.length < end + 4 + length) return;
    const ok = received.startsWith('HTTP/1.1 200 ');
    const first = received.slice(0, end);
    received = '';
    if (ok) waiting?.resolve();
    else waiting?.reject(new Error(`answered ${first}`));
  });
  return {
    async send(body: string): Promise<void> {
      waiting = Promise.withResolvers<void>();
      socket.write(
        `POST ${path} HTTP/1.1\r\n${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      );
      await waiting.promise;
    },
    isOpen: () => !socket.closed && socket.writable,
    close: () => socket.destroy(),
  };
}

/** As many requests as `connections` can have answered in `seconds`, each sent when the one before it is answered. */
export async function sendAllOut(
  target: LoadTarget,
  bodies: readonly string[],
  { connections, seconds }: { connections: number; seconds: number },
): Promise<Answered> {
  const latencies: number[] = [];
  const start = performance.now();
  const until = start + seconds * 1000;
  let next = 0;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const connection = await openConnection(target);
      while (performance.now() < until) {
        const sent = performance.now();
        next += 1;
        await connection.send(bodies[next % bodies.length] ?? '');
        latencies.push(performance.now() - sent);
      }
      connection.close();
    }),
  );
  return { requests: latencies.length, seconds: (performance.now() - start) / 1000, latencies };
}

/**
 * `perSecond` requests in each second, whether the ones before them are answered or not, until `isOver`:
 * a wait counts from the instant at which the request was due.
 */
export async function sendSteadily(
  target: LoadTarget,
  bodies: readonly string[],
  { perSecond, isOver }: { perSecond: number; isOver: () => boolean },
): Promise<Answered> {
  const latencies: number[] = [];
  const free: Awaited<ReturnType<typeof openConnection>>[] = [];
  const pending = new Set<Promise<void>>();
  const start = performance.now();
  for (let count = 0; !isOver(); count += 1) {
    const due = start + (count * 1000) / perSecond;
    const wait = due - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    const job = (async () => {
      let connection = free.shift();
      // The service closes what has been idle for some seconds.
      while (connection?.isOpen() === false) connection = free.shift();
      connection ??= await openConnection(target);
      await connection.send(bodies[count % bodies.length] ?? '');
      latencies.push(performance.now() - due);
      free.push(connection);
    })();
    pending.add(job);
    job.then(
      () => pending.delete(job),
      // Kept, for the end to fail with.
      () => {},
    );
  }
  await Promise.all(pending);
  for (const connection of free) connection.close();
  return { requests: latencies.length, seconds: (performance.now() - start) / 1000, latencies };
}

/** The value that the share `at` (0.99) of `values` does not exceed. */
export function quantile(values: readonly number[], at: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(at * sorted.length) - 1)] ?? Number.NaN;
}
