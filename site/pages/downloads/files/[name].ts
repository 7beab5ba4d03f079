import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { APIRoute } from 'astro';
import { downloads } from '../../../loader/catalogs.ts';

export async function getStaticPaths() {
  return (await downloads()).flatMap(({ files }) =>
    files.map((file) => ({
      params: { name: basename(file.source) },
      props: { source: file.source },
      cacheKey: file.sha256,
    })),
  );
}

export const GET: APIRoute<{ source: string }> = async ({ props }) =>
  new Response(await readFile(props.source));
