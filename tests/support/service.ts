import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { BlockList } from 'node:net';
import { parse } from 'yaml';
import { bankSchema } from '#domain/bank.ts';
import type { IssueAnswer } from '#domain/report-answers.ts';
import type { Vault } from '#domain/vault.ts';
import { type BatchStore, createBatchStore } from '../../verify-api/db/batch-store.ts';
import type { Database } from '../../verify-api/db/client.ts';
import { createPreparedStore } from '../../verify-api/db/prepared-store.ts';
import type { QueueWorker } from '../../verify-api/db/queue-worker.ts';
import { createReportStore } from '../../verify-api/db/report-store.ts';
import { createSettingsStore } from '../../verify-api/db/settings-store.ts';
import type { AppDependencies, AppEnvironment } from '../../verify-api/http/app-environment.ts';
import { createApp } from '../../verify-api/http/create-app.ts';
import { openAccess } from '../../verify-api/http/open-access.ts';
import { makeDataKeyFile, parseDataKeyFile } from '../../verify-api/keys/data-key-file.ts';
import {
  makeDemoSigningKey,
  parseSigningKey,
  type SigningKey,
} from '../../verify-api/keys/signing-key.ts';
import { makeVault } from '../../verify-api/keys/vault.ts';
import { makeDemoCertificate } from '../../verify-api/pdf/make-demo-certificate.ts';
import type { ContentDependencies } from '../../verify-api/publishing/content-dependencies.ts';
import { createPublicationRunner } from '../../verify-api/publishing/run-publications.ts';
import { createBatchRunner } from '../../verify-api/reports/batches/run-batches.ts';
import { claimDatabase } from '../../verify-api/reports/claim-database.ts';
import { readPdfCertificates } from '../../verify-api/reports/pdf-certificates.ts';
import { readPublicKeys } from '../../verify-api/reports/public-keys.ts';
import type { ReportDependencies } from '../../verify-api/reports/report-dependencies.ts';
import { openStaff } from '../../verify-api/staff/open-staff.ts';
import type { StaffDependencies } from '../../verify-api/staff/staff-dependencies.ts';
import { testContent } from './content.ts';
import { makeRequest } from './factories.ts';
import { fakePrinter } from './fake-printer.ts';

export const ISSUER_KEY = 'test-issuer-key-0123456789abcdefghij';
export const bank = bankSchema.parse(parse(readFileSync('content/bank.yaml', 'utf8')));

const random = (length: number): Uint8Array => randomBytes(length);
const dataKeyFile = parseDataKeyFile(makeDataKeyFile(random), 'data-key.json');
const testSigning = parseSigningKey(makeDemoSigningKey(), 'signing-key.json');
const { certPem: pdfCertificate } = await makeDemoCertificate({
  commonName: 'Example Bank',
  organisation: '示例银行',
});
export const testVault = makeVault(dataKeyFile, random);

export interface TestService {
  app: ReturnType<typeof createApp>;
  reports: ReportDependencies;
  staff: StaffDependencies;
  batches: BatchStore;
  batchRunner: QueueWorker;
  content: ContentDependencies;
  publications: QueueWorker;
  /** Every line that was logged. */
  log: string[];
  /** Moves the clock. */
  setTime(instant: Date): void;
  call(method: string, path: string, options?: CallOptions): Promise<Response>;
  /** Issues a report and returns the answer; fails on anything but 201. */
  issue(request?: object, headers?: Record<string, string>): Promise<IssueAnswer>;
  verify(body: unknown, options?: CallOptions): Promise<Response>;
}

export interface CallOptions {
  /** Sent as JSON, unless it is text already. */
  body?: unknown;
  headers?: Record<string, string>;
  address?: string;
}

/** The whole service in this process, on `database`, with a clock that stands still. */
export async function createTestService(
  database: Database,
  overrides: {
    reports?: Partial<ReportDependencies>;
    app?: Partial<AppDependencies>;
    content?: Partial<ContentDependencies>;
    /** For a database that others have filled. */
    keys?: { vault: Vault; signing: SigningKey };
  } = {},
): Promise<TestService> {
  const { vault, signing } = overrides.keys ?? { vault: testVault, signing: testSigning };
  let now = new Date('2026-11-22T03:04:05.678Z');
  const clock = () => now;
  const settings = createSettingsStore(database);
  await claimDatabase(settings, {
    production: false,
    demo: true,
    keyChecks: vault.checkValues(),
    signing,
    pdfCertificate,
    now,
  });
  const reports: ReportDependencies = {
    bank,
    siteUrl: 'https://bank.example.cn',
    store: createReportStore(database),
    vault,
    signing,
    printer: fakePrinter,
    demo: true,
    clock,
    random,
    ...overrides.reports,
  };
  const staff = openStaff(database, {
    vault,
    siteUrl: 'https://bank.example.cn',
    bankName: bank.name,
    clock,
    random,
  });
  const log: string[] = [];
  const batches = createBatchStore(database);
  const batchRunner = createBatchRunner(
    { ...reports, batches },
    { atOnce: 4, log: (line) => log.push(line) },
  );
  const content = {
    ...testContent(database, { clock, log: (line) => log.push(line) }),
    ...overrides.content,
  };
  const publications = createPublicationRunner(content);
  const app = createApp({
    reports,
    prepared: createPreparedStore(database),
    batches,
    batchRunner,
    batch: { printer: reports.printer, atOnce: 4 },
    publicKeys: () => readPublicKeys(settings),
    pdfCertificate,
    pdfCertificates: () => readPdfCertificates(settings),
    ping: settings.ping,
    access: openAccess(staff, ISSUER_KEY),
    staff,
    content,
    publications,
    trustedProxies: new BlockList(),
    log: (line) => log.push(line),
    ...overrides.app,
  });

  const call: TestService['call'] = async (method, path, options = {}) => {
    const { body, headers = {}, address = '198.51.100.7' } = options;
    const bindings: AppEnvironment['Bindings'] = { clientAddress: address };
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const type: Record<string, string> =
      body === undefined ? {} : { 'Content-Type': 'application/json' };
    return app.request(
      path,
      { method, headers: { ...type, ...headers }, ...(body === undefined ? {} : { body: text }) },
      bindings,
    );
  };

  return {
    app,
    reports,
    staff,
    batches,
    batchRunner,
    content,
    publications,
    log,
    setTime: (instant) => {
      now = instant;
    },
    call,
    async issue(request = makeRequest(), headers = {}) {
      const answer = await call('POST', '/api/v1/reports', {
        body: request,
        headers: { ...asIssuer, ...headers },
      });
      if (answer.status !== 201) throw new Error(`${answer.status}: ${await answer.text()}`);
      return (await answer.json()) as IssueAnswer;
    },
    verify: (body, options) => call('POST', '/api/v1/verifications', { ...options, body }),
  };
}

export const asIssuer = { Authorization: `Bearer ${ISSUER_KEY}` };
