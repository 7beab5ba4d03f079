/**
 * `npm run bench -- build`: what building this site costs beside a bare Astro site of as many
 * pages of the same size, for 1,000, 10,000 and 50,000 entries; `--size 1000` for one of them.
 * The bar is set against a plain site of templates; one of ready-made strings, the least that Astro
 * can take, is measured beside it for information (see reference-site.ts).
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { barsOf, mainTable, partsTable } from './build-report.ts';
import { makeContent, writeContent } from './content/make-content.ts';
import { type Names, readNames } from './content/names.ts';
import { canMeasure, type Measured } from './measure-process.ts';
import { buildOwnSite, type OwnBuild } from './own-site.ts';
import { type PageShape, pageShapes } from './page-shapes.ts';
import { buildReferenceSite, type ReferenceSite } from './reference-site.ts';
import { formatBar, writeResults } from './write-results.ts';

export interface BuildResult {
  /** Entries asked for; each has a page of its own. */
  size: number;
  entries: number;
  rows: number;
  pages: number;
  pageBytes: number;
  ours: OwnBuild;
  /** The bare site that the bar is set against. */
  bare: Measured;
  /** The site of ready-made strings. */
  floor: Measured;
}

const SIZES = [1_000, 10_000, 50_000];
/** Other work on the machine disturbs short builds most. */
const runsFor = (size: number) => (size <= 10_000 ? 3 : 1);

/** Returns whether all bars are kept. */
export async function runBenchmark(args: string[]): Promise<boolean> {
  const { values } = parseArgs({ args, options: { size: { type: 'string' } } });
  const sizes = values.size === undefined ? SIZES : [Number(values.size)];
  if (!sizes.every((size) => Number.isInteger(size) && size >= 100)) {
    return refuse('--size 应是不小于 100 的整数，如 --size 1000。');
  }
  if (!canMeasure()) return refuse('本测量要读 /proc，只能在 Linux 上运行。');
  const data = path.resolve(process.env['BENCH_DATA'] || '../shared/data');
  const names = readNames(data);
  if (names === undefined) {
    return refuse(`没有测量：${data} 里没有造内容用的名称表，请用 BENCH_DATA 指明目录。`);
  }
  const results = await measureSizes(names, sizes);
  const bars = barsOf(results);
  console.log(`\n${mainTable(results)}\n\n各部分的 CPU 秒\n${partsTable(results)}\n`);
  for (const bar of bars) console.log(formatBar(bar));
  console.log(`\n结果已写入 ${writeResults('build', { bars, results })}`);
  return bars.every(({ kept }) => kept);
}

function refuse(why: string): false {
  console.error(why);
  return false;
}

/**
 * Nothing is deleted before the end. ext4 passes over inodes deleted within the last minutes one by
 * one when it looks for a free one, so that files made after many were deleted cost five times as
 * much, whichever site they belong to.
 */
async function measureSizes(names: Names, sizes: readonly number[]): Promise<BuildResult[]> {
  const root = mkdtempSync(path.join(tmpdir(), 'jixue-bench-'));
  try {
    const results: BuildResult[] = [];
    for (const size of sizes) {
      results.push(await measureSize(names, size, newDirectory(root, String(size))));
    }
    return results;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

async function measureSize(names: Names, size: number, root: string): Promise<BuildResult> {
  console.log(`${size} 个条目：造内容……`);
  const content = path.join(root, 'content');
  const made = makeContent(names, size);
  writeContent(content, made, path.resolve('content'));
  const runs: Pick<BuildResult, 'ours' | 'bare' | 'floor'>[] = [];
  let pages: PageShape[] = [];
  for (let run = 1; run <= runsFor(size); run++) {
    const own = newDirectory(root, `own-${run}`);
    console.log(`${size} 个条目：第 ${run} / ${runsFor(size)} 遍，生成本站……`);
    const ours = await buildOwnSite(own, process.cwd(), content);
    pages = pageShapes(path.join(own, 'dist/client'));
    console.log(`    ${pages.length} 页；再生成同样多、同样大的空白 Astro 站点……`);
    const beside = (site: ReferenceSite) =>
      measureReference(site, newDirectory(root, `${site}-${run}`), pages);
    runs.push({ ours, bare: await beside('bare-site'), floor: await beside('ready-site') });
  }
  return {
    size,
    entries: Object.values(made.counts).reduce((sum, count) => sum + count, 0),
    rows: Object.values(made.tables).reduce((sum, rows) => sum + rows.length, 0),
    pages: pages.length,
    pageBytes: bytesOf(pages),
    ours: median(runs.map(({ ours }) => ours)),
    bare: median(runs.map(({ bare }) => bare)),
    floor: median(runs.map(({ floor }) => floor)),
  };
}

async function measureReference(
  site: ReferenceSite,
  root: string,
  pages: readonly PageShape[],
): Promise<Measured> {
  const measured = await buildReferenceSite(site, root, process.cwd(), pages);
  const built = pageShapes(path.join(root, 'dist'));
  const alike = Math.abs(bytesOf(built) / bytesOf(pages) - 1) < 0.01;
  if (built.length === pages.length && alike) return measured;
  throw new Error(
    `不能比较：空白站点 ${built.length} 页 ${bytesOf(built)} 字节，本站 ${pages.length} 页 ${bytesOf(pages)} 字节。`,
  );
}

function bytesOf(pages: readonly PageShape[]): number {
  return pages.reduce((sum, { bytes }) => sum + bytes, 0);
}

/** The build in the middle by CPU time; of two the cheaper. */
function median<M extends Measured>(runs: readonly M[]): M {
  const sorted = runs.toSorted((a, b) => a.cpuSeconds - b.cpuSeconds);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (middle === undefined) throw new RangeError('no runs');
  return middle;
}

function newDirectory(root: string, name: string): string {
  const directory = path.join(root, name);
  mkdirSync(directory);
  return directory;
}
