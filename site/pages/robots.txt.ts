import type { APIRoute } from 'astro';

/** Answers to searches and the staff's pages are no places for a robot. */
export const GET: APIRoute = () =>
  new Response('User-agent: *\nDisallow: /search/\nDisallow: /staff/\nDisallow: /api/\n', {
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });
