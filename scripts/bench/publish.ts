/**
 * `npm run bench -- publish`: how long a notice takes from its last approval until it is live, on the
 * demonstration's content and on 10,000 made-up entries (`--entries N`), beside building everything
 * anew in the same run. Through the desk's processes, as the service does it.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chinaDate } from '#domain/china-date.ts';
import { type OpenDesk, openDesk } from '../../verify-api/publishing/open-desk.ts';
import { stageContent } from '../../verify-api/publishing/stage-content.ts';
import { makeContent, writeContent } from './content/make-content.ts';
import { readNames } from './content/names.ts';
import { formatTable } from './format-table.ts';
import { canMeasure, cpuSecondsOf } from './measure-process.ts';
import { formatBar, writeResults } from './write-results.ts';

const DEMO_AIM_S = 5;
const LARGE_AIM_S = 15;
const WARM_RUNS = 5;

interface Taken {
  wallSeconds: number;
  cpuSeconds: number;
}

interface PublishResult {
  name: string;
  pages: number;
  full: Taken;
  /** The first after the desk's processes have ended for want of work. */
  cold: Taken;
  /** The median of several one after the other. */
  warm: Taken;
  aimSeconds: number;
}

/** Returns whether all aims are reached. */
export async function runBenchmark(args: string[]): Promise<boolean> {
  const { values } = parseArgs({ args, options: { entries: { type: 'string' } } });
  const entries = Number(values.entries ?? 10_000);
  if (!Number.isInteger(entries) || entries < 100) {
    return refuse('--entries 应是不小于 100 的整数，如 --entries 1000。');
  }
  if (!canMeasure()) return refuse('本测量要读 /proc，只能在 Linux 上运行。');
  const data = path.resolve(process.env['BENCH_DATA'] || '../shared/data');
  const names = readNames(data);
  if (names === undefined) {
    return refuse(`没有测量：${data} 里没有造内容用的名称表，请用 BENCH_DATA 指明目录。`);
  }
  const root = mkdtempSync(path.join(tmpdir(), 'jixue-bench-'));
  try {
    const demo = path.join(root, 'demo/content');
    cpSync('content', demo, { recursive: true });
    const large = path.join(root, 'large/content');
    writeContent(large, makeContent(names, entries), path.resolve('content'));
    const results = [
      await measure('演示内容', demo, DEMO_AIM_S),
      await measure(`${entries} 个条目`, large, LARGE_AIM_S),
    ];
    return tell(results);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function refuse(why: string): false {
  console.error(why);
  return false;
}

async function measure(name: string, contentDir: string, aimSeconds: number) {
  console.log(`${name}：全部生成一遍……`);
  const root = path.dirname(contentDir);
  const places = {
    contentDir,
    dist: path.join(root, 'dist'),
    stagingDir: path.join(root, 'staging'),
  };
  mkdirSync(places.dist);
  // Pages are drawn by modules in `dist`, which look for packages above them.
  symlinkSync(path.resolve('node_modules'), path.join(root, 'node_modules'));
  const full = await withDesk(places, (desk) => timed(() => publish(desk, places, 0)));
  console.log(`${name}：发布通知……`);
  const { cold, warm } = await withDesk(places, async (desk) => {
    const first = await timed(() => publish(desk, places, 1));
    const runs: Taken[] = [];
    for (let run = 0; run < WARM_RUNS; run += 1) {
      runs.push(await timed(() => publish(desk, places, run + 2)));
    }
    return { cold: first, warm: median(runs) };
  });
  const made = JSON.parse(readFileSync(path.join(places.dist, 'current/made.json'), 'utf8'));
  const pages = Object.values(made.routes as { pages: unknown[] }[]).flatMap(({ pages }) => pages);
  return { name, pages: pages.length, full, cold, warm, aimSeconds } satisfies PublishResult;
}

interface Places {
  contentDir: string;
  stagingDir: string;
  dist: string;
}

async function withDesk<T>(
  { contentDir, dist }: Places,
  work: (desk: OpenDesk) => Promise<T>,
): Promise<T> {
  const desk = openDesk({
    program: path.resolve('scripts/content-desk.ts'),
    cwd: process.cwd(),
    env: {
      PATH: process.env['PATH'] ?? '',
      CONTENT_DIR: contentDir,
      DIST_DIR: dist,
      SITE_URL: 'https://bank.example.org',
    },
    log: console.error,
  });
  // The desk's processes keep nobody waiting; without a service this one would end before them.
  const waiting = setInterval(() => {}, 60_000);
  try {
    return await work(desk);
  } finally {
    clearInterval(waiting);
    desk.close();
  }
}

/** What the service does between an approval and the moment at which the notice is live. */
async function publish(desk: OpenDesk, places: Places, number: number): Promise<void> {
  const today = chinaDate(new Date());
  const notice = `---
title: 关于第 ${number} 次测量的通知
category: 通知公告
summary: 第 ${number} 次测量发布用时。
publishedAt: ${today}
source: 测量
---

第 ${number} 次测量，从批准到公开。

| 项目 | 时间 |
| --- | --- |
| 开始 | 9:00 |
`;
  const path = `news/measured-${number}.md`;
  const staged = await stageContent(places, [{ path, content: Buffer.from(notice) }]);
  try {
    const { directory } = staged;
    const { faults } = await desk.checkDirectory({ directory, today });
    if (faults.length > 0) throw new Error(JSON.stringify(faults.slice(0, 5)));
    const built = await desk.buildRelease({ directory });
    if ('faults' in built) throw new Error(built.faults.join('\n'));
  } finally {
    await staged.remove();
  }
}

/** CPU of this process and all below it, the desk's among them. */
async function timed(work: () => Promise<void>): Promise<Taken> {
  const before = cpuSecondsOf(process.pid);
  const start = performance.now();
  await work();
  return {
    wallSeconds: (performance.now() - start) / 1000,
    cpuSeconds: cpuSecondsOf(process.pid) - before,
  };
}

function median(runs: readonly Taken[]): Taken {
  const sorted = runs.toSorted((a, b) => a.wallSeconds - b.wallSeconds);
  return sorted[Math.floor(sorted.length / 2)] as Taken;
}

function tell(results: readonly PublishResult[]): boolean {
  const row = (label: string, value: (result: PublishResult) => string) => [
    label,
    ...results.map(value),
  ];
  const times = (label: string, of: (result: PublishResult) => Taken) => [
    row(`${label}：用时秒`, (result) => of(result).wallSeconds.toFixed(2)),
    row(`${label}：CPU 秒`, (result) => of(result).cpuSeconds.toFixed(2)),
  ];
  const table = formatTable([
    row('', ({ name }) => name),
    row('画出的文件', ({ pages }) => String(pages)),
    ...times('全部生成', ({ full }) => full),
    ...times('发布一条通知，程序刚启动', ({ cold }) => cold),
    ...times('发布一条通知，程序已在运行', ({ warm }) => warm),
    row('与全部生成之比（CPU）', ({ warm, full }) =>
      (warm.cpuSeconds / full.cpuSeconds).toFixed(3),
    ),
  ]);
  const bars = results.map(({ name, cold, aimSeconds }) => ({
    what: `${name}，程序刚启动时从批准到公开不超过 ${aimSeconds} 秒`,
    measured: `${cold.wallSeconds.toFixed(2)} 秒`,
    kept: cold.wallSeconds <= aimSeconds,
  }));
  console.log(`\n${table}\n`);
  for (const bar of bars) console.log(formatBar(bar));
  console.log(`\n结果已写入 ${writeResults('publish', { bars, results })}`);
  return bars.every(({ kept }) => kept);
}
