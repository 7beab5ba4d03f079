/**
 * `npm run bench -- reports`: verifying with a million reports in PostgreSQL beside a bare route, and
 * issuing. `--reports 100000` for fewer, `--seconds 3` for shorter rounds, `--issue 50` for fewer
 * issued. Everything runs on this machine: the service, PostgreSQL and whoever asks.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { formatTable } from './format-table.ts';
import { canMeasure } from './measure-process.ts';
import { fillDatabase } from './reports/fill-database.ts';
import { type DuringBatch, measureDuringBatch } from './reports/measure-during-batch.ts';
import { type Issuing, measureIssuing } from './reports/measure-issuing.ts';
import { measurePool, type PoolCost } from './reports/measure-pool.ts';
import { measureReceipt } from './reports/measure-receipt.ts';
import { measureVerifying, type Verifying } from './reports/measure-verifying.ts';
import { startMain } from './service/main-process.ts';
import { freePort, startPostgres } from './service/start-postgres.ts';
import { type Bar, formatBar, writeResults } from './write-results.ts';

export const BENCH_KEY = 'bench-issuer-key-0123456789abcdefghij';
const KEPT = 20_000;

export async function runBenchmark(args: string[]): Promise<boolean> {
  const { values } = parseArgs({
    args,
    options: {
      reports: { type: 'string' },
      seconds: { type: 'string' },
      issue: { type: 'string' },
    },
  });
  const [count, seconds, issue] = [
    Number(values.reports ?? 1_000_000),
    Number(values.seconds ?? 6),
    Number(values.issue ?? 200),
  ];
  if (!canMeasure()) {
    console.error('没有测量：要在 Linux 上运行，才能量出进程占用的 CPU 和内存。');
    return false;
  }
  const dataDir = await mkdtemp(path.join(tmpdir(), 'jixue-bench-reports-'));
  const postgres = await startPostgres();
  const environment = {
    DATABASE_URL: postgres.url,
    DATA_DIR: dataDir,
    PORT: String(await freePort()),
    BOOTSTRAP_API_KEY: BENCH_KEY,
  };
  try {
    // The first start makes keys and tables.
    await (await startMain(environment)).end('SIGINT');
    console.log(`正在写入 ${count} 份报告……`);
    const filled = await fillDatabase(environment, count, KEPT);
    const service = { environment, postgresPid: postgres.pid() };
    console.log('正在测量核验……');
    const verifying = await measureVerifying(service, filled, seconds);
    const receiptMicroseconds = await measureReceipt();
    console.log('正在测量签发……');
    const issuing = await measureIssuing(service, issue);
    const pool = await measurePool(issue);
    console.log('正在测量批量签发时的核验……');
    const batch = await measureDuringBatch(service, filled, 2 * issue);
    return report({ count, verifying, receiptMicroseconds, issuing, pool, batch });
  } finally {
    await postgres.remove();
    await rm(dataDir, { recursive: true });
  }
}

interface Results {
  count: number;
  verifying: Verifying;
  receiptMicroseconds: number;
  issuing: Issuing;
  pool: PoolCost;
  batch: DuringBatch;
}

const LEAST_SHARE = 0.75;
const MOST_VERIFY_MICROSECONDS = 200;
const MOST_ISSUE_MS = 50;
const MOST_PDF_BYTES = 70 * 1024;
const MOST_WORKER_BYTES = 400 * 1024 * 1024;
const MOST_TWO_WORKERS = 1.15;
const MOST_BATCH_FACTOR = 2;

function report(results: Results): boolean {
  const { count, verifying, receiptMicroseconds, issuing, pool, batch } = results;
  const { floor, bare, summary, full } = verifying;
  const rows = [floor, bare, summary, full].map(
    ({ name, perSecond, nodeMicroseconds, postgresMicroseconds, p99 }) => [
      name,
      perSecond.toFixed(0),
      (perSecond / bare.perSecond).toFixed(2),
      nodeMicroseconds.toFixed(0),
      postgresMicroseconds.toFixed(0),
      p99.toFixed(1),
    ],
  );
  const head = ['核验', '每秒', '与对照之比', 'Node 微秒', 'PostgreSQL 微秒', 'p99 毫秒'];
  console.log(`\n库中 ${count} 份报告\n${formatTable([head, ...rows])}`);
  console.log(`\n其中签出回执 ${receiptMicroseconds.toFixed(0)} 微秒\n`);
  const fullCost = full.nodeMicroseconds + full.postgresMicroseconds - receiptMicroseconds;
  const bars: Bar[] = [
    {
      what: `凭编号核验，吞吐不低于最简对照的 ${LEAST_SHARE} 倍`,
      measured: (summary.perSecond / bare.perSecond).toFixed(2),
      kept: summary.perSecond >= LEAST_SHARE * bare.perSecond,
    },
    {
      what: `凭编号和验证码核验，吞吐不低于最简对照的 ${LEAST_SHARE} 倍`,
      measured: (full.perSecond / bare.perSecond).toFixed(2),
      kept: full.perSecond >= LEAST_SHARE * bare.perSecond,
    },
    {
      what: `凭编号和验证码核验，不计回执，Node 和 PostgreSQL 共不超过 ${MOST_VERIFY_MICROSECONDS} 微秒 CPU`,
      measured: fullCost.toFixed(0),
      kept: fullCost <= MOST_VERIFY_MICROSECONDS,
    },
    {
      what: `签发一份，全部在内，不超过 ${MOST_ISSUE_MS} 毫秒 CPU`,
      measured: issuing.cpuMs.toFixed(1),
      kept: issuing.cpuMs <= MOST_ISSUE_MS,
    },
    {
      what: 'PDF 不超过 70 KiB（最大一份）',
      measured: `${(issuing.mostPdfBytes / 1024).toFixed(1)} KiB`,
      kept: issuing.mostPdfBytes <= MOST_PDF_BYTES,
    },
    {
      what: '打印进程的内存不超过 400 MiB',
      measured: `${(pool.peakBytes / 1024 / 1024).toFixed(0)} MiB`,
      kept: pool.peakBytes <= MOST_WORKER_BYTES,
    },
    {
      what: `两个打印进程，每份 CPU 不超过一个进程的 ${MOST_TWO_WORKERS} 倍`,
      measured: (pool.twoMs / pool.oneMs).toFixed(2),
      kept: pool.twoMs <= MOST_TWO_WORKERS * pool.oneMs,
    },
    {
      what: `批量签发时，核验的 p99 不超过平时的 ${MOST_BATCH_FACTOR} 倍`,
      measured: `${batch.p99During.toFixed(1)} ÷ ${batch.p99Before.toFixed(1)} 毫秒 = ${(batch.p99During / batch.p99Before).toFixed(2)}`,
      kept: batch.p99During <= MOST_BATCH_FACTOR * batch.p99Before,
    },
  ];
  for (const bar of bars) console.log(formatBar(bar));
  console.log(`\n结果已写入 ${writeResults('reports', { bars, ...results })}`);
  return bars.every(({ kept }) => kept);
}
