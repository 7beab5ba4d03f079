/**
 * Two bare Hono routes to measure by: `/row` reads the row that a verification needs, by one prepared
 * select through the service's own driver, and says its state; `/floor` reads three columns of it through
 * postgres.js alone, the least that a look-up can cost.
 */
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import postgres from 'postgres';
import { openPostgres } from '../../../verify-api/db/open-postgres.ts';
import { prepareVerificationQuery } from '../../../verify-api/db/verification-query.ts';

const { DATABASE_URL = '', PORT } = process.env;
const find = prepareVerificationQuery(openPostgres(DATABASE_URL).queries);
const sql = postgres(DATABASE_URL, { max: 4, fetch_types: false });
const app = new Hono();
app.post('/row', async (c) => {
  const { number } = await c.req.json();
  const row = await find(number);
  return c.json({ number: row?.number, type: row?.type, state: row?.state });
});
app.post('/floor', async (c) => {
  const { number } = await c.req.json();
  const [row] = await sql`select number, type, state from reports where number = ${number}`;
  return c.json(row ?? null);
});
serve({ fetch: app.fetch, hostname: '127.0.0.1', port: Number(PORT) }, () => {
  console.log('积学已启动（最简对照）');
});
