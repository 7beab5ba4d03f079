import { randomBytes, randomUUID, X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { OperatorError } from '#domain/operator-error.ts';
import { roles } from '#domain/permissions.ts';
import { formatReportNumber } from '#domain/report-number.ts';
import { type Config, createConfig } from './config.ts';
import { createAuditStore } from './db/audit-store.ts';
import { createBatchStore } from './db/batch-store.ts';
import type { Database } from './db/client.ts';
import { makeWritable } from './db/data-directory.ts';
import { createDraftStore } from './db/draft-store.ts';
import { openDatabase } from './db/open-database.ts';
import { createPreparedStore } from './db/prepared-store.ts';
import { createPublicationStore } from './db/publication-store.ts';
import { createReportStore } from './db/report-store.ts';
import { createSettingsStore } from './db/settings-store.ts';
import { createApp } from './http/create-app.ts';
import { type Listening, listen } from './http/listen.ts';
import { openAccess } from './http/open-access.ts';
import { openSite } from './http/open-site.ts';
import { openKeys } from './keys/open-keys.ts';
import { certificateFault } from './pdf/certificate-validity.ts';
import { createPrinter } from './pdf/create-printer.ts';
import { createPrinterPool } from './pdf/printer-pool.ts';
import type { ContentDependencies } from './publishing/content-dependencies.ts';
import { openHistory } from './publishing/content-history.ts';
import { type OpenDesk, openDesk } from './publishing/open-desk.ts';
import { createPublicationRunner } from './publishing/run-publications.ts';
import { clearStaging } from './publishing/stage-content.ts';
import { watchContent } from './publishing/watch-content.ts';
import { writeContent } from './publishing/write-content.ts';
import { createBatchRunner } from './reports/batches/run-batches.ts';
import { claimDatabase } from './reports/claim-database.ts';
import { type DemoReports, issueDemoReports } from './reports/issue-demo-reports.ts';
import { recogniseDatabase } from './reports/own-database.ts';
import { readPdfCertificates } from './reports/pdf-certificates.ts';
import { readPublicKeys } from './reports/public-keys.ts';
import { readBank } from './reports/read-bank.ts';
import type { ReportDependencies } from './reports/report-dependencies.ts';
import { requirePrintableBank } from './reports/require-printable-bank.ts';
import { addDemoAccounts, type DemoAccount } from './staff/demo-accounts.ts';
import { openStaff } from './staff/open-staff.ts';

const DRAIN_MS = 2000;
const EXIT_AT_LATEST_MS = 2800;
const clock = () => new Date();
const random = (length: number): Uint8Array => randomBytes(length);

/** Lines of the log that are not written yet. */
let unwritten = '';
process.on('exit', writeLog);
try {
  await start(createConfig());
} catch (error) {
  if (error instanceof OperatorError) for (const line of error.sentences) console.error(line);
  else console.error('启动失败：', error);
  process.exit(1);
}

async function start(config: Config): Promise<void> {
  const { bank, seal } = await readBank(config.contentDir);
  if (config.production && bank.demo) {
    throw new OperatorError('bank.yaml 写着 demo: true，是演示数据，生产模式不能使用。');
  }
  if (config.databaseUrl === undefined || config.keyFiles === undefined) {
    await makeWritable(config.dataDir);
  }
  const keys = await openKeys(config, bank, random);
  const printing = {
    certPem: keys.certificate.certPem,
    keyPem: keys.certificate.keyPem,
    ...(seal === undefined ? {} : { seal }),
    ...(bank.colours === undefined ? {} : { accent: bank.colours.action }),
  };
  const printer = await createPrinter({ ...printing, clock });
  const pool = createPrinterPool(printing);
  const fault = certificateFault(new X509Certificate(keys.certificate.certPem), clock());
  if (fault !== undefined) console.log(`提醒：${fault}`);
  requirePrintableBank(bank, printer, path.join(config.contentDir, 'bank.yaml'));

  console.log(config.databaseUrl ? '正在连接数据库……' : '正在打开内置数据库（首次约需十秒）……');
  const database = await openDatabase(config);
  const settings = createSettingsStore(database);
  if (config.databaseUrl !== undefined) {
    await recogniseDatabase(settings, {
      file: path.join(config.dataDir, 'database-id'),
      dataDir: config.dataDir,
      production: config.production,
      newId: randomUUID(),
      say: (line) => console.log(line),
    });
  }
  await claimDatabase(settings, {
    production: config.production,
    demo: keys.demo,
    keyChecks: keys.vault.checkValues(),
    signing: keys.signing,
    pdfCertificate: keys.certificate.certPem,
    now: clock(),
  });
  const reports: ReportDependencies = {
    bank,
    siteUrl: config.siteUrl,
    store: createReportStore(database),
    vault: keys.vault,
    signing: keys.signing,
    printer,
    demo: keys.demo || bank.demo,
    clock,
    random,
  };
  const demo = keys.demo ? await openDemo(config, reports) : undefined;
  const site = await openSite({
    dist: config.distDir,
    siteUrl: config.siteUrl,
    log,
  });
  const apiKey = config.bootstrapApiKey ?? keys.demoApiKey?.key;
  const staff = openStaff(database, {
    vault: keys.vault,
    siteUrl: config.siteUrl,
    bankName: bank.name,
    clock,
    random,
  });
  const accounts = keys.demo
    ? await addDemoAccounts(staff, path.join(config.dataDir, 'demo-staff.json'))
    : [];
  // Two for each process: one is printed while the other is stored.
  const batch = { printer: { ...printer, print: pool.print }, atOnce: 2 * pool.size };
  const batches = createBatchStore(database);
  const batchRunner = createBatchRunner(
    { ...reports, printer: batch.printer, batches },
    { atOnce: batch.atOnce, log },
  );
  const desk = startDesk(config);
  const content = await openContent(config, database, desk, bank.contentReview.steps);
  const publications = createPublicationRunner(content);
  const app = createApp({
    reports,
    prepared: createPreparedStore(database),
    batches,
    batchRunner,
    batch,
    publicKeys: () => readPublicKeys(settings),
    pdfCertificate: keys.certificate.certPem,
    pdfCertificates: () => readPdfCertificates(settings),
    ping: settings.ping,
    access: openAccess(staff, apiKey),
    staff,
    content,
    publications,
    trustedProxies: config.trustedProxies,
    log,
    ...(site === undefined ? {} : { site }),
  });
  const listening = await listen(app, config);
  batchRunner.wake();
  publications.wake();
  const watch = watchContent(content, publications.wake);
  stopOnSignal(listening, async () => {
    watch.stop();
    const stopped = [batchRunner.stop(), publications.stop()];
    // What it was asked fails at once, and is left for the next start.
    desk.close();
    await Promise.all(stopped);
    await database.close();
  });
  announce(config, demo, accounts);
  if (apiKey === undefined) console.log('没有设置 BOOTSTRAP_API_KEY：可以核验，不能签发。');
  else if (config.bootstrapApiKey === undefined && keys.demoApiKey !== undefined) {
    console.log(`签发接口的密钥在 ${nearby(keys.demoApiKey.file)}`);
  }
}

async function openDemo(config: Config, reports: ReportDependencies): Promise<DemoReports> {
  const file = path.join(config.dataDir, 'demo.json');
  if (!existsSync(file)) console.log('正在签发演示报告……');
  return issueDemoReports(reports, file);
}

/** In a process of its own, which is told nothing of keys or the database. */
function startDesk(config: Config): OpenDesk {
  return openDesk({
    program: path.join(import.meta.dirname, '../scripts/content-desk.ts'),
    cwd: path.join(import.meta.dirname, '..'),
    env: {
      ...config.surroundings,
      SITE_URL: config.siteUrl,
      CONTENT_DIR: config.contentDir,
      DIST_DIR: config.distDir,
    },
    log,
  });
}

async function openContent(
  config: Config,
  database: Database,
  desk: OpenDesk,
  reviewSteps: number,
): Promise<ContentDependencies> {
  const { contentDir, dataDir, distDir } = config;
  const stagingDir = path.join(dataDir, 'staging');
  await clearStaging(stagingDir);
  return {
    drafts: createDraftStore(database),
    publications: createPublicationStore(database),
    audit: createAuditStore(database),
    desk,
    history: openHistory({ contentDir, dataDir }),
    write: writeContent,
    contentDir,
    stagingDir,
    dist: distDir,
    reviewSteps,
    clock,
    random,
    log,
  };
}

/** Lines are written together, at the end of the turn: a write costs as much as an answer does. */
function log(line: string): void {
  if (unwritten === '') setImmediate(writeLog);
  unwritten += `${clock().toISOString()} ${line}\n`;
}

function writeLog(): void {
  process.stdout.write(unwritten);
  unwritten = '';
}

function stopOnSignal(listening: Listening, close: () => Promise<void>): void {
  let stopping = false;
  const stop = async () => {
    if (stopping) process.exit(0);
    stopping = true;
    console.log('正在停止……');
    setTimeout(() => process.exit(0), EXIT_AT_LATEST_MS).unref();
    await listening.drain(DRAIN_MS);
    await close();
    process.exit(0);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

function announce(
  config: Config,
  demo: DemoReports | undefined,
  accounts: readonly DemoAccount[],
): void {
  const host = /^(127\.|0\.0\.0\.0|::1?$|localhost$)/.test(config.host) ? 'localhost' : config.host;
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${config.port}`;
  console.log(
    `积学已启动：${url}${config.siteUrl === url ? '' : `（公开网址 ${config.siteUrl}）`}`,
  );
  if (demo === undefined) return;
  console.log('演示报告（用演示密钥签发，没有效力），可在 /verify/ 核验：');
  for (const [label, { number, code }] of [
    ['有效　', demo.valid],
    ['已撤销', demo.revoked],
    ['已换发', demo.superseded],
  ] as const) {
    console.log(`  ${label}  编号 ${formatReportNumber(number)}  验证码 ${code}`);
  }
  console.log('演示账号，可在 /staff/ 登录（首次登录要改密码，并用手机绑定动态口令）：');
  for (const { account, password, role } of accounts) {
    console.log(`  ${roles[role].label}　账号 ${account}  初始密码 ${password}`);
  }
}

function nearby(file: string): string {
  const relative = path.relative('.', file);
  return relative.startsWith('..') ? file : relative;
}
