import type { APIRoute } from 'astro';
import { csvOf, datasetPaths } from '../../features/data/data-files.ts';
import type { Dataset } from '../../features/data/open-data.ts';

export const getStaticPaths = datasetPaths;

export const GET: APIRoute<{ dataset: Dataset }> = ({ props }) =>
  new Response(csvOf(props.dataset), { headers: { 'content-type': 'text/csv; charset=utf-8' } });
