import type { BuildResult } from './build.ts';
import { formatTable } from './format-table.ts';
import type { Bar } from './write-results.ts';

const MOST_CPU_RATIO = 1.5;
const MOST_MEMORY_BYTES = 3 * 1024 ** 3;
/** Noise and fixed costs apart, a page may not cost more because there are more of them. */
const MOST_GROWTH = 1.2;

const seconds = (value: number) => value.toFixed(1);
const gigabytes = (bytes: number) => `${(bytes / 1024 ** 3).toFixed(2)} GB`;
const milliseconds = (value: number, pages: number) => ((value * 1000) / pages).toFixed(2);
const ratioOf = ({ ours, bare }: BuildResult) => ours.cpuSeconds / bare.cpuSeconds;
const perPage = ({ ours, pages }: BuildResult) => ours.cpuSeconds / pages;

/** A column a size. */
export function mainTable(results: readonly BuildResult[]): string {
  const row = (label: string, value: (result: BuildResult) => string) => [
    label,
    ...results.map(value),
  ];
  return formatTable([
    row('', ({ size }) => `${size} 个条目`),
    row('条目', ({ entries }) => String(entries)),
    row('表格的行', ({ rows }) => String(rows)),
    row('页面', ({ pages }) => String(pages)),
    row('页面平均字节', ({ pageBytes, pages }) => (pageBytes / pages).toFixed(0)),
    row('CPU 秒：本站', ({ ours }) => seconds(ours.cpuSeconds)),
    row('CPU 秒：空白站点（模板）', ({ bare }) => seconds(bare.cpuSeconds)),
    row('CPU 秒：下限（现成字符串）', ({ floor }) => seconds(floor.cpuSeconds)),
    row('与空白站点之比', (result) => ratioOf(result).toFixed(2)),
    row('与下限之比（不设标准）', ({ ours, floor }) =>
      (ours.cpuSeconds / floor.cpuSeconds).toFixed(2),
    ),
    row('每页 CPU 毫秒：本站', ({ ours, pages }) => milliseconds(ours.cpuSeconds, pages)),
    row('每页 CPU 毫秒：空白站点', ({ bare, pages }) => milliseconds(bare.cpuSeconds, pages)),
    row('每页 CPU 毫秒：下限', ({ floor, pages }) => milliseconds(floor.cpuSeconds, pages)),
    row('内存峰值：本站', ({ ours }) => gigabytes(ours.peakBytes)),
    row('内存峰值：空白站点', ({ bare }) => gigabytes(bare.peakBytes)),
    row('用时秒：本站', ({ ours }) => seconds(ours.wallSeconds)),
    row('用时秒：空白站点', ({ bare }) => seconds(bare.wallSeconds)),
  ]);
}

/** What the CPU time of this site went into. */
export function partsTable(results: readonly BuildResult[]): string {
  const names = new Set(results.flatMap(({ ours }) => Object.keys(ours.parts)));
  return formatTable([
    ['', ...results.map(({ size }) => `${size} 个条目`)],
    ...[...names].map((name) => [
      name,
      ...results.map(({ ours }) => {
        const value = ours.parts[name] ?? 0;
        const share = ((value / ours.cpuSeconds) * 100).toFixed(0).padStart(3);
        return `${seconds(value)} ${share}%`;
      }),
    ]),
  ]);
}

/** What was promised: CPU against the bare site, memory, and growth from size to size. */
export function barsOf(results: readonly BuildResult[]): Bar[] {
  const growth = results.slice(1).map((result, index) => {
    const before = results[index] as BuildResult;
    const times = perPage(result) / perPage(before);
    return {
      what: `每页 CPU 从 ${before.size} 到 ${result.size} 个条目不超过 ${MOST_GROWTH} 倍（线性增长）`,
      measured: `${times.toFixed(2)} 倍`,
      kept: times <= MOST_GROWTH,
    };
  });
  return [
    ...results.map((result) => ({
      what: `${result.size} 个条目，CPU 不超过空白站点的 ${MOST_CPU_RATIO} 倍`,
      measured: `${ratioOf(result).toFixed(2)} 倍`,
      kept: ratioOf(result) <= MOST_CPU_RATIO,
    })),
    ...results.map(({ size, ours }) => ({
      what: `${size} 个条目，内存峰值不超过 ${gigabytes(MOST_MEMORY_BYTES)}`,
      measured: gigabytes(ours.peakBytes),
      kept: ours.peakBytes <= MOST_MEMORY_BYTES,
    })),
    ...growth,
  ];
}
