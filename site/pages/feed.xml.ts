import type { APIRoute } from 'astro';
import { atomFeed } from '../features/news/atom-feed.ts';
import { news } from '../loader/catalogs.ts';
import { bank } from '../ui/bank.ts';

export const GET: APIRoute = async ({ site, url }) =>
  new Response(atomFeed(await news(), bank().name, site ?? url), {
    headers: { 'content-type': 'application/atom+xml; charset=utf-8' },
  });
