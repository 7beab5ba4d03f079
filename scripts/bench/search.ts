/**
 * `npm run bench -- search`: what the title search finds of real titles as people ask for them,
 * beside Pagefind as it comes and MiniSearch over pairs of characters, in a real Chromium;
 * `--size 50000` for more titles (default 12,000 at least), `--queries 50` for fewer a kind.
 */
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { brotliCompressSync } from 'node:zlib';
import MiniSearch from 'minisearch';
import * as pagefind from 'pagefind';
import { characterKnowledge } from '../../site/features/search/title-index/character-knowledge.ts';
import { writeTitleIndex } from '../../site/features/search/title-index/write-title-index.ts';
import { seededRandom } from './content/seeded-random.ts';
import { formatTable } from './format-table.ts';
import { BENCH_PAGE, type EngineName, type EngineRun } from './search/bench-page.ts';
import { type BenchTitles, readTitles } from './search/bench-titles.ts';
import { makeQueries, type QueryKind } from './search/make-queries.ts';
import { openChromium } from './search/open-chromium.ts';
import { SITE, serveFiles } from './search/serve-files.ts';
import { type TypingRun, typeInBox } from './search/type-in-box.ts';
import { type Bar, formatBar, writeResults } from './write-results.ts';

const SEED = 20261122;
/** Queries of each kind typed into the box of the home page. */
const TYPED = 5;
const TITLES: Record<EngineName, string> = {
  own: '本站的名称索引',
  minisearch: 'MiniSearch（两字一组）',
  pagefind: 'Pagefind（原样）',
};

interface Measured {
  engine: EngineName;
  /** Brotli, all that is fetched before the first answer. */
  bytes: number;
  run: EngineRun;
}

/** Returns whether all bars are kept. */
export async function runBenchmark(args: string[]): Promise<boolean> {
  const { values } = parseArgs({
    args,
    options: { size: { type: 'string' }, queries: { type: 'string' } },
  });
  const size = Number(values.size ?? 12_000);
  const count = Number(values.queries ?? 300);
  const data = path.resolve(process.env['BENCH_DATA'] || '../shared/data');
  const titles = readTitles(data, size, 'content/catalogs/synonyms.csv');
  if (!titles) return refuse(`没有测量：${data} 里没有名称表，请用 BENCH_DATA 指明目录。`);
  const [worker] = globSync('_astro/search-worker-*.js', { cwd: SITE });
  if (!worker) return refuse('没有测量：请先运行 npm run build。');

  const kinds = makeQueries(titles, count, seededRandom(SEED));
  const root = mkdtempSync(path.join(tmpdir(), 'jixue-bench-search-'));
  try {
    console.log(`${titles.entries.length} 个名称，${kinds.length} 类提问。正在建立三种索引……`);
    const sizes = await writeIndexes(root, titles, worker);
    const results = await measureAll(root, titles, kinds, worker, sizes);
    return report(titles, kinds, results.engines, results.typing);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function refuse(why: string): false {
  console.error(why);
  return false;
}

async function writeIndexes(
  root: string,
  { entries, synonyms }: BenchTitles,
  worker: string,
): Promise<Record<EngineName, () => number>> {
  mkdirSync(path.join(root, 'search'));
  const text = writeTitleIndex(entries, synonyms, characterKnowledge);
  writeFileSync(path.join(root, 'search/titles.txt'), text);
  writeFileSync(path.join(root, 'index.html'), BENCH_PAGE);

  const grams = (name: string) => {
    const folded = name.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
    return folded.length < 2
      ? [folded]
      : Array.from({ length: folded.length - 1 }, (_, at) => folded.slice(at, at + 2));
  };
  const mini = new MiniSearch({ fields: ['name', 'code'], tokenize: grams });
  mini.addAll(entries.map(({ name, code }, id) => ({ id, name, code })));
  const miniText = JSON.stringify(mini);
  writeFileSync(path.join(root, 'minisearch.json'), miniText);

  const { index } = await pagefind.createIndex({});
  if (!index) throw new Error('pagefind did not start');
  for (const [id, { name, code }] of entries.entries()) {
    await index.addCustomRecord({
      url: `/${id}/`,
      content: `${name} ${code}`,
      language: 'zh-cn',
      meta: { title: name },
    });
  }
  await index.writeFiles({ outputPath: path.join(root, 'pagefind') });
  await pagefind.close();

  const compressed = (...texts: (string | Buffer)[]) =>
    texts.reduce((sum, each) => sum + brotliCompressSync(each).length, 0);
  const code = globSync('_astro/search-box*.js', { cwd: SITE })[0] ?? '';
  return {
    own: () =>
      compressed(text, readFileSync(path.join(SITE, worker)), readFileSync(path.join(SITE, code))),
    minisearch: () =>
      compressed(miniText, readFileSync('node_modules/minisearch/dist/es/index.js')),
    // Pagefind fetches parts as it needs them: counted at the server, where they go out.
    pagefind: () => 0,
  };
}

async function measureAll(
  root: string,
  { entries }: BenchTitles,
  kinds: readonly QueryKind[],
  worker: string,
  sizes: Record<EngineName, () => number>,
): Promise<{ engines: Measured[]; typing: TypingRun }> {
  const sent = new Map<string, number>();
  const server = await serveFiles(root, sent);
  const { port } = server.address() as { port: number };
  const browser = await openChromium();
  const queries = kinds.flatMap((kind) => kind.queries.map(({ text }) => text));
  const names = {
    worker: `/${worker}`,
    places: Object.fromEntries(
      entries.map(({ catalog, code }, place) => [`${catalog} ${code}`, place]),
    ),
  };
  const results: Measured[] = [];
  try {
    for (const engine of ['own', 'minisearch', 'pagefind'] as const) {
      console.log(`正在测量：${TITLES[engine]}……`);
      const ask = async (list: readonly string[]): Promise<EngineRun> => {
        const context = await browser.newContext({ locale: 'zh-CN' });
        const page = await context.newPage();
        await page.goto(`http://127.0.0.1:${port}/`);
        const run = await page.evaluate(
          ([name, given, all]) =>
            (
              globalThis as unknown as { measure: (...each: unknown[]) => Promise<EngineRun> }
            ).measure(name, given, all),
          [engine, names, list] as const,
        );
        await context.close();
        return run;
      };
      sent.clear();
      await ask(queries.slice(0, 1));
      const firstAnswer = [...sent].reduce((sum, [, bytes]) => sum + bytes, 0);
      const bytes = engine === 'pagefind' ? firstAnswer : sizes[engine]();
      results.push({ engine, bytes, run: await ask(queries) });
    }
    console.log('正在测量：在首页的搜索框里打字……');
    const typed = kinds.flatMap((kind) => kind.queries.slice(0, TYPED).map(({ text }) => text));
    const typing = await typeInBox(browser, `http://127.0.0.1:${port}/box/`, typed);
    return { engines: results, typing };
  } finally {
    await browser.close();
    server.close();
    server.closeAllConnections();
  }
}

interface Score {
  recall: number;
  mrr: number;
  /** Share of queries with an answer in the first place. */
  first: number;
}

function scoreOf(queries: QueryKind['queries'], found: readonly number[][]): Score {
  let recall = 0;
  let mrr = 0;
  let firsts = 0;
  for (const [index, { truth }] of queries.entries()) {
    const hits = found[index] ?? [];
    recall += hits.filter((hit) => truth.has(hit)).length / Math.min(10, truth.size);
    const first = hits.findIndex((hit) => truth.has(hit));
    mrr += first < 0 ? 0 : 1 / (first + 1);
    firsts += first === 0 ? 1 : 0;
  }
  const of = queries.length;
  return { recall: recall / of, mrr: mrr / of, first: firsts / of };
}

function report(
  { entries }: BenchTitles,
  kinds: readonly QueryKind[],
  results: readonly Measured[],
  typing: TypingRun,
): boolean {
  const scores = results.map(({ run }) => {
    let at = 0;
    return kinds.map(({ queries }) => {
      const found = run.found.slice(at, at + queries.length);
      at += queries.length;
      return scoreOf(queries, found);
    });
  });
  const own = scores[0] ?? [];
  const rows = kinds.map(({ name, queries }, kind) => [
    `${name}（${queries.length}）`,
    ...scores.map((each) => `${show(each[kind]?.recall)} / ${show(each[kind]?.mrr)}`),
  ]);
  const engines = results.map(({ engine }) => TITLES[engine]);
  console.log(`\n召回率@10 / MRR，以逐条比对为准\n${formatTable([['提问', ...engines], ...rows])}`);
  const speeds = results.map(({ engine, bytes, run }) => {
    const sorted = run.queryMs.toSorted((a, b) => a - b);
    const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0;
    return {
      engine,
      bytes,
      loadMs: run.loadMs,
      p50: at(0.5),
      p95: at(0.95),
    };
  });
  const mine = speeds[0];
  console.log(
    `\n${formatTable([
      ['Chromium 里', '首次作答前的字节', '载入毫秒', 'p50 毫秒', 'p95 毫秒', 'p50 之比'],
      ...speeds.map((each) => [
        TITLES[each.engine],
        String(each.bytes),
        each.loadMs.toFixed(0),
        each.p50.toFixed(1),
        each.p95.toFixed(1),
        (each.p50 / (mine?.p50 ?? 1)).toFixed(2),
      ]),
    ])}\n`,
  );
  const large = entries.length > 20_000;
  const bars: Bar[] = [
    ...kinds.map(({ name, bar }, kind) => ({
      what: `${name}：召回率不低于 ${bar}`,
      measured: show(own[kind]?.recall),
      kept: (own[kind]?.recall ?? 0) >= bar,
    })),
    {
      what: '正式名称排第一的不少于 .99',
      measured: show(own[0]?.first),
      kept: (own[0]?.first ?? 0) >= 0.99,
    },
    {
      what: `首次作答前不超过 ${large ? 600 : 150} kB`,
      measured: `${mine?.bytes}`,
      kept: (mine?.bytes ?? Infinity) <= (large ? 600_000 : 150_000),
    },
    {
      what: `p95 不超过 ${large ? 100 : 30} 毫秒`,
      measured: `${mine?.p95.toFixed(1)}`,
      kept: (mine?.p95 ?? Infinity) <= (large ? 100 : 30),
    },
    {
      what: '打字的线程一次最多占用 16 毫秒（处理器时间）',
      measured: `${typing.longestCpuMs.toFixed(1)}，按钟 ${typing.longestMs.toFixed(1)}（${typing.longestDid.join('、')}）`,
      kept: typing.longestCpuMs <= 16,
    },
  ];
  for (const bar of bars) console.log(formatBar(bar));
  console.log(
    `\n结果已写入 ${writeResults('search', { titles: entries.length, bars, speeds, typing, kinds: kinds.map(({ name }, kind) => ({ name, scores: scores.map((each) => each[kind]) })) })}`,
  );
  return bars.every(({ kept }) => kept);
}

function show(value: number | undefined): string {
  return value === undefined ? '–' : value.toFixed(3);
}
