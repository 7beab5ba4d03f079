import type { APIRoute } from 'astro';
import { csvPaths } from '../../../features/catalogs/list-pages.ts';

export const getStaticPaths = csvPaths;

export const GET: APIRoute<{ csv: () => string }> = ({ props }) =>
  new Response(props.csv(), { headers: { 'content-type': 'text/csv; charset=utf-8' } });
