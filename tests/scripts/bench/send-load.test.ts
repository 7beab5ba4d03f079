import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { quantile, sendAllOut, sendSteadily } from '../../../scripts/bench/service/send-load.ts';

async function withServer(
  answer: (body: string) => number,
  use: (port: number, bodies: string[]) => Promise<void>,
) {
  const bodies: string[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    bodies.push(body);
    response.writeHead(answer(body)).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await use((server.address() as AddressInfo).port, bodies);
  server.close();
  server.closeAllConnections();
}

test('every request that is counted was answered', () =>
  withServer(
    () => 200,
    async (port, bodies) => {
      const target = { port, path: '/x' };
      const done = await sendAllOut(target, ['一', 'b'], { connections: 2, seconds: 0.2 });
      expect(done.requests).toBe(bodies.length);
      expect(done.latencies).toHaveLength(bodies.length);
      expect(new Set(bodies)).toEqual(new Set(['一', 'b']));
      const steady = await sendSteadily(target, ['c'], {
        perSecond: 100,
        isOver: () => bodies.filter((body) => body === 'c').length >= 5,
      });
      expect(steady.requests).toBeGreaterThanOrEqual(5);
    },
  ));

test('an answer that is not 200 ends the measurement', () =>
  withServer(
    (body) => (body === 'bad' ? 500 : 200),
    async (port) => {
      const target = { port, path: '/x' };
      await expect(sendAllOut(target, ['bad'], { connections: 1, seconds: 1 })).rejects.toThrow(
        '500',
      );
      let asked = 0;
      const isOver = () => {
        asked += 1;
        return asked > 3;
      };
      await expect(sendSteadily(target, ['bad'], { perSecond: 100, isOver })).rejects.toThrow(
        '500',
      );
    },
  ));

test('the 99th of a hundred is the quantile of .99', () => {
  const values = Array.from({ length: 100 }, (_, at) => 100 - at);
  expect(quantile(values, 0.99)).toBe(99);
  expect(quantile(values, 0.5)).toBe(50);
  expect(quantile([7], 0.99)).toBe(7);
});
