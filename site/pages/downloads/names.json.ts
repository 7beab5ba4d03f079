import type { APIRoute } from 'astro';
import { downloads, news } from '../../loader/catalogs.ts';

/** The name under which each attached file is saved, by its address: the service says it to browsers. */
export const GET: APIRoute = async () => {
  const files = [...(await downloads()), ...(await news())].flatMap(({ files }) => files);
  const names = Object.fromEntries(files.map(({ path, saveAs }) => [path, saveAs]));
  return new Response(JSON.stringify(names));
};
