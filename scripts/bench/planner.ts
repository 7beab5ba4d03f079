/**
 * `npm run bench -- planner`: what the planner's files weigh and how long an answer takes in a real
 * Chromium, on the page as it was built, with 2,000 rules and 70 nodes made of real names;
 * `--rules 4000`, `--nodes 140` for more, `--sets 50` for fewer sets of holdings.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { brotliCompressSync } from 'node:zlib';
import { namesFile, placesFile, rulesFile } from '../../site/features/planner/planner-data.ts';
import { buildCatalogs, type Catalogs } from '../../site/loader/build-catalogs.ts';
import { buildDay } from '../../site/loader/is-published.ts';
import { readTable } from '../../site/loader/read-table.ts';
import { TABLE_NAMES, type TableRows } from '../../site/loader/schemas/tables.ts';
import { countsFor } from './content/entities.ts';
import { makeContent, writeContent } from './content/make-content.ts';
import { type Names, readNames } from './content/names.ts';
import { seededRandom } from './content/seeded-random.ts';
import { formatTable } from './format-table.ts';
import { makeHoldingSets } from './planner/make-holding-sets.ts';
import { type AnswerTimes, measureAnswers } from './planner/measure-answers.ts';
import { type Bar, formatBar, writeResults } from './write-results.ts';

const SEED = 20261122;
const SITE = 'dist/client';
/** As many entries of every other catalog as a bank with so many rules has. */
const ENTRIES_PER_RULE = 5.5;
const MOST_BYTES = 60_000;
const MOST_MS = 50;

/** Returns whether all bars are kept. */
export async function runBenchmark(args: string[]): Promise<boolean> {
  const { values } = parseArgs({
    args,
    options: { rules: { type: 'string' }, nodes: { type: 'string' }, sets: { type: 'string' } },
  });
  const rules = Number(values.rules ?? 2_000);
  const nodes = Number(values.nodes ?? 70);
  const sets = Number(values.sets ?? 300);
  const data = path.resolve(process.env['BENCH_DATA'] || '../shared/data');
  const names = readNames(data);
  if (!names) {
    return refuse(`没有测量：${data} 里没有造内容用的名称表，请用 BENCH_DATA 指明目录。`);
  }
  if (!existsSync(path.join(SITE, 'planner/index.html'))) {
    return refuse('没有测量：请先运行 npm run build。');
  }
  const bank = makeBank(names, rules, nodes);
  const files = {
    'rules.json': JSON.stringify(rulesFile(bank)),
    'places.json': JSON.stringify(placesFile(bank)),
    'names.json': JSON.stringify(namesFile(bank)),
  };
  const random = seededRandom(SEED);
  const fragments = makeHoldingSets(rulesFile(bank), placesFile(bank), sets, random);
  console.log(`${rules} 条规则，${nodes} 个网点的 ${placesFile(bank).places.length} 个专业，`);
  console.log(`${fragments.length} 组成果，每组 1 到 20 项。正在测量……`);
  const server = await serve(files);
  try {
    const { port } = server.address() as { port: number };
    return report(files, await measureAnswers(`http://127.0.0.1:${port}`, fragments));
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

function refuse(why: string): false {
  console.error(why);
  return false;
}

function makeBank(names: Names, rules: number, nodes: number): Catalogs {
  const entries = Math.round(rules * ENTRIES_PER_RULE);
  const counts = { ...countsFor(entries), rules, nodes };
  const directory = mkdtempSync(path.join(tmpdir(), 'jixue-bench-planner-'));
  try {
    writeContent(directory, makeContent(names, entries, SEED, counts), 'content');
    const rows = TABLE_NAMES.map((name) => [name, readTable(directory, name).rows]);
    return buildCatalogs(Object.fromEntries(rows) as TableRows, buildDay());
  } finally {
    rmSync(directory, { recursive: true });
  }
}

const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css',
  js: 'text/javascript',
  json: 'application/json',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
};

/** The site as it was built, with the made files in place of the planner's own. */
function serve(files: Record<string, string>): Promise<Server> {
  const server = createServer((request, response) => {
    const asked = new URL(request.url ?? '/', 'http://here').pathname;
    const name = asked.endsWith('/') ? `${asked}index.html` : asked;
    try {
      const made = name.startsWith('/planner/') ? files[path.basename(name)] : undefined;
      const body = made ?? readFileSync(path.join(SITE, name));
      const type = TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
      response.writeHead(200, { 'Content-Type': type }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

function report(files: Record<string, string>, times: AnswerTimes): boolean {
  const sizes = Object.entries(files).map(([name, text]) => ({
    name,
    bytes: Buffer.byteLength(text),
    brotli: brotliCompressSync(text).length,
  }));
  const sizeRows = sizes.map(({ name, bytes, brotli }) => [name, `${bytes}`, `${brotli}`]);
  console.log(`\n${formatTable([['文件', '字节', 'brotli 后'], ...sizeRows])}`);
  const show = (ms: number) => ms.toFixed(1);
  const rows = times.kinds.map(({ name, count, places, p50, p95, most }) => [
    `${name}（${count}）`,
    places.toFixed(0),
    ...[p50, p95, most].map(show),
  ]);
  const head = ['Chromium 里，毫秒', '平均用得上的网点专业', 'p50', 'p95', '最长'];
  console.log(`\n${formatTable([head, ...rows])}`);
  console.log(
    `\n载入并作出第一个回答 ${show(times.loadMs)} 毫秒；每个回答占 CPU ${show(times.cpuMs)} 毫秒；只算了一部分组合的回答 ${times.stopped} 个\n`,
  );
  const rules = sizes.find(({ name }) => name === 'rules.json')?.brotli ?? Infinity;
  const bars: Bar[] = [
    {
      what: `规则一个文件，brotli 后不超过 ${MOST_BYTES} 字节`,
      measured: `${rules}`,
      kept: rules <= MOST_BYTES,
    },
    ...times.kinds.map(({ name, p95 }) => ({
      what: `${name}：p95 不超过 ${MOST_MS} 毫秒`,
      measured: show(p95),
      kept: p95 <= MOST_MS,
    })),
  ];
  for (const bar of bars) console.log(formatBar(bar));
  console.log(`\n结果已写入 ${writeResults('planner', { bars, sizes, times })}`);
  return bars.every(({ kept }) => kept);
}
