import type { APIRoute } from 'astro';
import { manifest } from '../../features/data/data-files.ts';
import { bank } from '../../ui/bank.ts';

export const GET: APIRoute = async () =>
  new Response(await manifest(bank()), {
    headers: { 'content-type': 'application/json; charset=utf-8' },
  });
