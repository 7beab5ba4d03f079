import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { APIRoute } from 'astro';
import { news } from '../../../../loader/catalogs.ts';

export async function getStaticPaths() {
  return (await news()).flatMap(({ slug, files }) =>
    files.map((file) => ({
      params: { slug, name: basename(file.source) },
      props: { source: file.source },
      cacheKey: file.sha256,
    })),
  );
}

export const GET: APIRoute<{ source: string }> = async ({ props }) =>
  new Response(await readFile(props.source));
