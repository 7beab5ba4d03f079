import type { APIRoute } from 'astro';
import { markOf } from '#domain/bank.ts';
import { bank } from '../ui/bank.ts';
import { sealSvg } from '../ui/seal-svg.ts';

export const GET: APIRoute = () =>
  new Response(sealSvg(markOf(bank()), bank().colours?.seal), {
    headers: { 'content-type': 'image/svg+xml; charset=utf-8' },
  });
