import { loadTitleIndex, type TitleIndex } from './title-index/title-index.ts';

let loaded: { source: string; index: TitleIndex } | undefined;

/**
 * The title index for pages answered on demand, read from the site's own file, which is another as
 * soon as another build is live.
 * @param api the service, which serves the file
 */
export async function siteTitles(api: App.Locals['api']): Promise<TitleIndex> {
  if (import.meta.env.DEV) return makeTitles();
  const answer = await api?.(new Request('http://internal/search/titles.txt'));
  if (!answer?.ok) throw new Error(`/search/titles.txt: ${answer?.status ?? 'no service'}`);
  const source = await answer.text();
  if (loaded?.source !== source) loaded = { source, index: loadTitleIndex(source) };
  return loaded.index;
}

/** In watch mode there is no such file yet. Imported here alone, to keep the catalogs out of the service. */
async function makeTitles(): Promise<TitleIndex> {
  const { titlesFile } = await import('./titles-file.ts');
  return loadTitleIndex(await titlesFile());
}
