import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { ReadStream } from 'node:tty';
import { OperatorError } from '#domain/operator-error.ts';

const SHORTEST = 12;

export interface PassphraseSource {
  /** Read before anything else is asked. */
  file: string | undefined;
  input: Readable & Partial<Pick<ReadStream, 'isTTY' | 'setRawMode'>>;
  output: NodeJS.WritableStream;
}

/**
 * The passphrase of a backup: from a file, or typed at the terminal without being shown (twice, when
 * it is a new one), or the first line of what is piped in. Never from an argument, which every user
 * of the machine could read.
 */
export async function askPassphrase(source: PassphraseSource, { isNew = false } = {}) {
  const passphrase = await readPassphrase(source, isNew);
  if (isNew && passphrase.length < SHORTEST) {
    throw new OperatorError(`口令太短，至少 ${SHORTEST} 个字符；可以用几个不相干的词连在一起。`);
  }
  if (passphrase === '') throw new OperatorError('没有输入口令。');
  return passphrase;
}

async function readPassphrase({ file, input, output }: PassphraseSource, isNew: boolean) {
  if (file !== undefined) return firstLine(await readSecretFile(file));
  if (input.isTTY !== true) return pipedLine(input);
  const typed = await typeUnseen(input, output, '口令（不显示）：');
  if (!isNew) return typed;
  const again = await typeUnseen(input, output, '再输入一次：');
  if (typed !== again) throw new OperatorError('两次输入的口令不一样，请重新运行。');
  return typed;
}

async function readSecretFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new OperatorError(`无法读取口令文件 ${file}（BACKUP_PASSPHRASE_FILE，${code}）。`);
  }
}

async function pipedLine(input: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input })) return line;
  throw new OperatorError(
    '没有口令：请在终端里运行，或用 BACKUP_PASSPHRASE_FILE 指定一个存放口令的文件。',
  );
}

function firstLine(text: string): string {
  return text.split(/\r?\n/)[0] ?? '';
}

/** What each key does while the terminal shows nothing of it. */
async function typeUnseen(
  input: PassphraseSource['input'],
  output: NodeJS.WritableStream,
  question: string,
): Promise<string> {
  output.write(question);
  input.setRawMode?.(true);
  input.setEncoding('utf8');
  let typed: string[] = [];
  try {
    for await (const keys of input.iterator({ destroyOnReturn: false })) {
      for (const key of String(keys)) {
        if (key === '\r' || key === '\n') return typed.join('');
        if (key === '\u0003' || key === '\u0004') throw new OperatorError('已取消。');
        if (key === '\u007f' || key === '\b') typed = typed.slice(0, -1);
        else if (key >= ' ') typed.push(key);
      }
    }
    return typed.join('');
  } finally {
    input.setRawMode?.(false);
    input.pause();
    output.write('\n');
  }
}
