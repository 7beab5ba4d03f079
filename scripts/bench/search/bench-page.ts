/**
 * Runs inside the page, as text: asks one engine every query, one after the other.
 * Answers the places of what it found, and how long each query and the load took (milliseconds).
 */
export interface EngineRun {
  loadMs: number;
  queryMs: number[];
  found: number[][];
}

/** How an engine is opened in the page: a function body that answers `(query) => places`. */
export const ENGINES = {
  own: `
    const worker = new Worker(names.worker, { type: 'module' });
    let id = 0;
    const ask = (query) => new Promise((resolve, reject) => {
      id += 1;
      const mine = id;
      const answer = ({ data }) => {
        if (data.id !== mine) return;
        worker.removeEventListener('message', answer);
        if (data.failed) reject(new Error('the title index was not loaded'));
        else resolve(data.answer.hits.slice(0, 10).map(({ entry }) => names.places[entry.catalog + ' ' + entry.code]));
      };
      worker.addEventListener('message', answer);
      worker.postMessage({ id, query });
    });
    await ask('');
    return ask;`,
  minisearch: `
    const { default: MiniSearch } = await import('/minisearch/index.js');
    const grams = (text) => {
      const folded = text.normalize('NFKC').toLowerCase().replace(/\\s+/g, '');
      return folded.length < 2 ? [folded] : Array.from({ length: folded.length - 1 }, (_, at) => folded.slice(at, at + 2));
    };
    const options = { fields: ['name', 'code'], tokenize: grams, searchOptions: { tokenize: grams, combineWith: 'OR', boost: { code: 2 } } };
    const text = await (await fetch('/minisearch.json')).text();
    const index = MiniSearch.loadJSON(text, options);
    return async (query) => index.search(query).slice(0, 10).map(({ id }) => id);`,
  pagefind: `
    const pagefind = await import('/pagefind/pagefind.js');
    await pagefind.init();
    return async (query) => {
      const { results } = await pagefind.search(query);
      const best = await Promise.all(results.slice(0, 10).map((result) => result.data()));
      return best.map(({ url }) => Number(url.replace(/\\D/g, '')));
    };`,
};
export type EngineName = keyof typeof ENGINES;

/** The script of the page: `measure(engine, names, queries)` is called from outside. */
export const BENCH_PAGE = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>bench</title>
<script>
const AsyncFunction = (async () => {}).constructor;
const engines = ${JSON.stringify(ENGINES)};
async function measure(engine, names, queries) {
  const start = performance.now();
  const ask = await new AsyncFunction('names', engines[engine])(names);
  const first = performance.now();
  const queryMs = [];
  const found = [];
  for (const query of queries) {
    const from = performance.now();
    found.push(await ask(query));
    queryMs.push(performance.now() - from);
  }
  return { loadMs: first - start, queryMs, found };
}
</script>`;
