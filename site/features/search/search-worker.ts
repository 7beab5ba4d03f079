/**
 * Holds the title index off the page's own thread. In: `{ id, query, catalogs? }`; out: `{ id, answer }`, or
 * `{ id, failed: true }` when the index cannot be loaded.
 */
import { loadTitleIndex, type TitleIndex } from './title-index/title-index.ts';

const SHOWN = 12;

interface Asked {
  id: number;
  query: string;
  catalogs?: string[] | undefined;
}

let loading: Promise<TitleIndex> | undefined;

function titles(): Promise<TitleIndex> {
  loading ??= fetch('/search/titles.txt').then(async (response) => {
    if (!response.ok) throw new Error(`titles: ${response.status}`);
    return loadTitleIndex(await response.text());
  });
  loading.catch(() => {
    loading = undefined;
  });
  return loading;
}

addEventListener('message', async ({ data }: MessageEvent<Asked>) => {
  const { id, query, catalogs } = data;
  try {
    const index = await titles();
    postMessage({
      id,
      answer: index.search(query, { limit: SHOWN, ...(catalogs && { catalogs }) }),
    });
  } catch {
    postMessage({ id, failed: true });
  }
});
