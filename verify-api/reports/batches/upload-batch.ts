import type { Actor } from '#domain/actor.ts';
import type { Batch } from '#domain/batch-answers.ts';
import { z } from '#domain/chinese-schema.ts';
import { base64url } from '#domain/credential.ts';
import { OperatorError } from '#domain/operator-error.ts';
import { reportTypes } from '#domain/outcome-kinds.ts';
import { type Fault, Problem } from '#domain/problem.ts';
import { requireValid } from '#domain/require-valid.ts';
import { typedText } from '#domain/typed-text.ts';
import type { BatchLine, BatchRow } from '../../db/batch-store.ts';
import { sha256 } from '../draw-report.ts';
import { type BatchDependencies, makeBatchKey, sealRequest, toBatch } from './batch-record.ts';
import type { BatchReading, Draft, SheetFault } from './batch-sheet.ts';
import { draftFaults, draftWarnings } from './check-batch.ts';
import { readBatchFile } from './read-batch-file.ts';

export interface Upload {
  type: string;
  /** Printed as the issuing office. */
  office: string;
  fileName: string;
  bytes: Uint8Array;
}

/** As many faults as a person may want to see at once; the rest shows when these are mended. */
const MOST_FAULTS = 2000;
const LONGEST_NAME = 100;

const aboutSchema = z.object({
  type: z.enum(reportTypes, '请选一种报告'),
  office: typedText('请填写签发部门').min(1, '请填写签发部门').max(60, '最多 60 个字'),
});

/**
 * Reads and checks a whole file. Without a fault its reports are kept, sealed, until somebody
 * confirms them; with any, nothing is kept and each is named by its cell.
 */
export async function uploadBatch(
  deps: BatchDependencies,
  actor: Actor,
  upload: Upload,
): Promise<Batch> {
  const { type, office } = requireValid(aboutSchema, upload, '没有上传。');
  if (deps.bank.reportTypes[type] === undefined)
    throw fileProblem(['本行不签发这种报告。'], 'type');
  if (upload.bytes.length === 0) throw fileProblem(['请选择要上传的文件。']);
  const reading = await read(upload.bytes, { bank: deps.bank, type, office });
  const faults = [...reading.faults, ...(await draftFaults(deps, reading))];
  if (faults.length > 0) throw faultyFile(faults);
  const warnings = await draftWarnings(deps, reading.drafts);
  return keep(deps, actor, { ...upload, type, office }, reading, warnings);
}

async function read(bytes: Uint8Array, context: Parameters<typeof readBatchFile>[1]) {
  try {
    return await readBatchFile(bytes, context);
  } catch (error) {
    if (error instanceof OperatorError) throw fileProblem(error.sentences);
    throw error;
  }
}

function fileProblem(sentences: readonly string[], field = 'file'): Problem {
  const [first = ''] = sentences;
  return new Problem(
    'validation-failed',
    sentences.length === 1 ? first : '文件不能用，没有上传。',
    {
      faults: sentences.map((message) => ({ path: `$.${field}`, message })),
    },
  );
}

/** `第 12 行「证件号码」列（D12）：…` at the path `D12`. */
function faultyFile(faults: SheetFault[]): Problem {
  const sorted = faults.sort(
    (one, other) => one.row - other.row || placeOf(one).localeCompare(placeOf(other), 'en'),
  );
  const told: Fault[] = sorted.slice(0, MOST_FAULTS).map(({ row, column, cell, message }) => ({
    path: cell ?? `${row}`,
    message: `第 ${row} 行${column === undefined ? '' : `「${column}」列`}${cell === undefined ? '' : `（${cell}）`}：${message}`,
  }));
  const rows = new Set(sorted.map(({ row }) => row)).size;
  const rest = sorted.length > told.length ? `，这里写出前 ${told.length} 处` : '';
  const detail = `名单里有 ${sorted.length} 处要改，在 ${rows} 行里${rest}。没有签发任何报告；请改好文件，再上传一次。`;
  return new Problem('validation-failed', detail, { faults: told });
}

/** `Z12` before `AA12`. */
function placeOf({ cell = '' }: SheetFault): string {
  return cell.replace(/\d.*/, '').padStart(3);
}

async function keep(
  deps: BatchDependencies,
  actor: Actor,
  upload: Upload & Pick<BatchRow, 'type'>,
  { drafts, notices }: BatchReading,
  warnings: Map<number, Fault[]>,
): Promise<Batch> {
  const id = base64url(deps.random(9));
  const { key, wrappedKey, masterKeyVersion } = makeBatchKey(deps.vault, id);
  const uploadedAt = deps.clock();
  const row: BatchRow = {
    id,
    fileName: shownName(upload.fileName),
    type: upload.type,
    office: upload.office,
    state: 'checked',
    rows: drafts.length,
    fingerprint: deps.vault.keyedHash(
      'batch-file',
      Buffer.from(sha256(upload.bytes)).toString('hex'),
    ),
    notices,
    wrappedKey,
    masterKeyVersion,
    uploadedBy: actor.id,
    uploadedByName: actor.name,
    uploadedAt,
    releasedBy: null,
    releasedByName: null,
    releasedAt: null,
    endedAt: null,
    leaseHolder: null,
    leasedUntil: null,
  };
  const lines = drafts.map(
    ({ rows: [line = 0], request }: Draft): BatchLine => ({
      batchId: id,
      line,
      state: 'waiting',
      sealed: sealRequest(key, line, request),
      number: null,
      faults: warnings.get(line) ?? null,
    }),
  );
  await deps.batches.add(row, lines, {
    at: uploadedAt,
    actor,
    action: 'batch-uploaded',
    subject: id,
    detail: { type: upload.type, reports: drafts.length },
  });
  return toBatch(deps.bank, row);
}

/** Without a folder, without what no screen shows. */
function shownName(name: string): string {
  const last = name.split(/[\\/]/).at(-1) ?? '';
  const plain = last
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim();
  return [...(plain || '名单')].slice(0, LONGEST_NAME).join('');
}
