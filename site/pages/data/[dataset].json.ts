import type { APIRoute } from 'astro';
import { datasetPaths, jsonOf } from '../../features/data/data-files.ts';
import type { Dataset } from '../../features/data/open-data.ts';

export const getStaticPaths = datasetPaths;

export const GET: APIRoute<{ dataset: Dataset }> = ({ props }) =>
  new Response(jsonOf(props.dataset), {
    headers: { 'content-type': 'application/json; charset=utf-8' },
  });
