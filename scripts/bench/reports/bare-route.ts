/** The floor: a bare Hono route that does one prepared select by key through the same driver. */
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import postgres from 'postgres';

const { DATABASE_URL = '', PORT } = process.env;
const sql = postgres(DATABASE_URL, { max: 4, fetch_types: false });
const app = new Hono();
app.post('/verify', async (c) => {
  const { number } = await c.req.json();
  const [row] = await sql`select number, type, state from reports where number = ${number}`;
  return c.json(row ?? null);
});
serve({ fetch: app.fetch, hostname: '127.0.0.1', port: Number(PORT) }, () => {
  console.log('积学已启动（最简对照）');
});
