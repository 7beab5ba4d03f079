import { loadTitleIndex, type TitleIndex } from './title-index/title-index.ts';

let loaded: Promise<TitleIndex> | undefined;

/**
 * The title index for pages answered on demand, read from the site's own file at the first search.
 * @param api the service, which serves the file
 */
export function siteTitles(api: App.Locals['api']): Promise<TitleIndex> {
  if (import.meta.env.DEV) return makeTitles();
  loaded ??= readTitles(api).catch((error: unknown) => {
    loaded = undefined;
    throw error;
  });
  return loaded;
}

async function readTitles(api: App.Locals['api']): Promise<TitleIndex> {
  const answer = await api?.(new Request('http://internal/search/titles.txt'));
  if (!answer?.ok) throw new Error(`/search/titles.txt: ${answer?.status ?? 'no service'}`);
  return loadTitleIndex(await answer.text());
}

/** In watch mode there is no such file yet. Imported here alone, to keep the catalogs out of the service. */
async function makeTitles(): Promise<TitleIndex> {
  const { titlesFile } = await import('./titles-file.ts');
  return loadTitleIndex(await titlesFile());
}
