import type { APIRoute } from 'astro';
import { dataPaths } from '../../features/catalogs/list-pages.ts';

export const getStaticPaths = dataPaths;

export const GET: APIRoute<{ json: () => string }> = ({ props }) =>
  new Response(props.json(), { headers: { 'content-type': 'application/json; charset=utf-8' } });
