import type { Server, ServerResponse } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { OperatorError } from '#domain/operator-error.ts';
import type { App } from './create-app.ts';
import { answerUnreadable } from './unreadable-request.ts';

export interface Listening {
  port: number;
  /** Takes no new connections and resolves when the last answer is out, or after `atMostMs`. */
  drain(atMostMs: number): Promise<void>;
}

export async function listen(app: App, at: { host: string; port: number }): Promise<Listening> {
  const server = createAdaptorServer({ fetch: answer(app) }) as Server;
  server.requestTimeout = 60_000;
  server.headersTimeout = 20_000;
  server.on('clientError', answerUnreadable);
  const answering = new Set<ServerResponse>();
  let draining = false;
  server.prependListener('request', (_request, response) => {
    if (draining) response.setHeader('Connection', 'close');
    answering.add(response);
    response.once('close', () => answering.delete(response));
  });
  await started(server, at);
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : at.port,
    async drain(atMostMs) {
      draining = true;
      for (const response of answering) {
        if (!response.headersSent) response.setHeader('Connection', 'close');
      }
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const timer = setTimeout(() => server.closeAllConnections(), atMostMs);
      await closed;
      clearTimeout(timer);
    },
  };
}

/**
 * Hono answers HEAD with a copy of the answer to GET, and a copy no longer says that Astro has
 * answered already. Node leaves the body out of an answer to HEAD by itself.
 */
function answer(app: App) {
  return (request: Request, bindings: object) =>
    app.fetch(
      request.method === 'HEAD' ? new Request(request.url, { headers: request.headers }) : request,
      bindings,
    );
}

async function started(server: Server, { host, port }: { host: string; port: number }) {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(port, host, resolve);
  try {
    await promise;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new OperatorError(
      code === 'EADDRINUSE'
        ? `端口 ${port} 已被占用；请停止占用它的程序，或用 PORT 指定别的端口。`
        : `无法在 ${host} 的端口 ${port} 上提供服务（${code}）；请检查 HOST 和 PORT。`,
    );
  }
  server.removeListener('error', reject);
}
