/** `npm run bench [-- name …]`: the benchmark of that name, or all of them one after the other. */
const benchmarks: Record<string, () => Promise<{ runBenchmark: Benchmark }>> = {
  build: () => import('./bench/build.ts'),
  planner: () => import('./bench/planner.ts'),
  publish: () => import('./bench/publish.ts'),
  reports: () => import('./bench/reports.ts'),
  search: () => import('./bench/search.ts'),
};

/** Prints a table, writes JSON under bench-results/; false when a bar is missed or nothing was measured. */
type Benchmark = (args: string[]) => Promise<boolean>;

const [asked, ...args] = process.argv.slice(2);
const known = Object.keys(benchmarks);
if (asked !== undefined && !known.includes(asked)) {
  console.error(`没有名为「${asked}」的测量。可以测：${known.join('、')}`);
  process.exitCode = 1;
} else {
  for (const name of asked === undefined ? known : [asked]) {
    const { runBenchmark } = (await benchmarks[name]?.()) ?? {};
    if (!(await runBenchmark?.(args))) process.exitCode = 1;
  }
}

export {};
