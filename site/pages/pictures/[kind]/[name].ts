import { readFile } from 'node:fs/promises';
import type { APIRoute } from 'astro';
import { allArticles } from '../../../loader/catalogs.ts';

export async function getStaticPaths() {
  return (await allArticles()).flatMap(({ kind, pictures }) =>
    pictures.map(({ name, source, sha256 }) => ({
      params: { kind, name },
      props: { source },
      cacheKey: sha256,
    })),
  );
}

export const GET: APIRoute<{ source: string }> = async ({ props }) =>
  new Response(await readFile(props.source));
