import { fork } from 'node:child_process';
import { setPriority } from 'node:os';
import type { Bank } from '#domain/bank.ts';
import { OperatorError } from '#domain/operator-error.ts';
import type { ReportType } from '#domain/outcome-kinds.ts';
import type { BatchReading } from './batch-sheet.ts';
import type { FileAnswer, FileQuestion } from './file-process.ts';

/** The scheduler gives way to whoever verifies (nice 10). */
const LOW_PRIORITY = 10;
const MOST_MEGABYTES = 1024;
const LONGEST_MS = 120_000;
const TOO_MUCH =
  '文件太复杂，没有读完。请把内容复制到下载的模板里（只粘贴值），分成几个文件再上传。';

/**
 * Reads an uploaded file in a child process of low priority and little memory: a workbook takes
 * seconds to read, in which nobody could verify, and a hostile one may take all there is.
 * @throws OperatorError in Chinese, when the file cannot be read
 */
export async function readBatchFile(
  bytes: Uint8Array,
  context: { bank: Bank; type: ReportType; office: string },
): Promise<BatchReading> {
  const child = fork(`${import.meta.dirname}/file-process.ts`, {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: [...process.execArgv, `--max-old-space-size=${MOST_MEGABYTES}`],
    env: {},
  });
  if (child.pid !== undefined) setPriority(child.pid, LOW_PRIORITY);
  const { promise, resolve, reject } = Promise.withResolvers<FileAnswer>();
  const timer = setTimeout(() => child.kill('SIGKILL'), LONGEST_MS);
  child.once('message', (answer) => resolve(answer as FileAnswer));
  child.once('error', reject);
  child.once('exit', () => resolve({ refused: [TOO_MUCH] }));
  const question: FileQuestion = { bytes, ...context };
  child.send(question, () => {
    // A process that has gone says so itself, by its exit.
  });
  try {
    const answer = await promise;
    if ('refused' in answer) throw new OperatorError(answer.refused);
    if ('failed' in answer) throw new Error(`reading a sheet failed: ${answer.failed}`);
    return answer.reading;
  } finally {
    clearTimeout(timer);
    child.kill('SIGKILL');
  }
}
