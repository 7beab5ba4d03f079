import { loadTitleIndex, type TitleIndex } from './title-index/title-index.ts';

let known: { etag: string; titles: TitleIndex } | undefined;

/**
 * The title index for pages answered on demand, read from the site's own file. Whether the file is
 * still the same is asked each time: a release that brings other content alone runs on this code.
 * @param api the service, which serves the file
 */
export async function siteTitles(api: App.Locals['api']): Promise<TitleIndex> {
  if (import.meta.env.DEV) return makeTitles();
  const headers = known && { 'If-None-Match': known.etag };
  const answer = await api?.(
    new Request('http://internal/search/titles.txt', headers && { headers }),
  );
  if (answer?.status === 304 && known) return known.titles;
  if (!answer?.ok) throw new Error(`/search/titles.txt: ${answer?.status ?? 'no service'}`);
  const titles = loadTitleIndex(await answer.text());
  known = { etag: answer.headers.get('ETag') ?? '', titles };
  return titles;
}

/** In watch mode there is no such file yet. Imported here alone, to keep the catalogs out of the service. */
async function makeTitles(): Promise<TitleIndex> {
  const { titlesFile } = await import('./titles-file.ts');
  return loadTitleIndex(await titlesFile());
}
