import { OperatorError } from '#domain/operator-error.ts';
import type { Html } from '../../../ui/html.ts';
import { isTooLarge } from '../answer-form.ts';
import { type Api, askMany, type Refusal, refusalOfKey } from './ask-many.ts';
import { manyHtml } from './many-html.ts';
import type { ManyLine } from './many-line.ts';
import { asCsv, asWorkbook, resultOf } from './many-results.ts';
import { type ManyRows, readManyFile, readManyText } from './read-many.ts';

export type ManyAnswer = { refusal: Refusal } | { result: Html };

/** Told while it goes on. */
export type OnProgress = (done: number, total: number) => void;

/**
 * Verifies all reports of a form, `rows` (pasted) or `file`, with the `key` of an employer. The key
 * is kept nowhere.
 */
export async function answerMany(
  request: Request,
  api: Api | undefined,
  onProgress: OnProgress = () => {},
): Promise<ManyAnswer> {
  const form = await readForm(request);
  if ('refusal' in form) return form;
  const { key, pasted, file } = form;
  if (key === '') return refuse('请填写接口密钥。');
  if (!/^[\x21-\x7e]{1,200}$/.test(key)) return refuse('接口密钥不对，请核对后再试。', 401);
  if (pasted.trim() === '' && file.length === 0) return refuse('请粘贴报告编号，或者选择文件。');
  const refusal = await refusalOfKey(api, key);
  if (refusal !== undefined) return { refusal };
  let rows: ManyRows;
  try {
    rows = pasted.trim() === '' ? await readManyFile(file) : readManyText(pasted);
  } catch (error) {
    if (error instanceof OperatorError) return refuse(error.sentences.join(''));
    throw error;
  }
  const total = rows.rows.length;
  onProgress(0, total);
  const outcomes = await askMany(api, key, rows.rows, (done) => onProgress(done, total));
  const results = rows.rows.map((row, at) =>
    resultOf(row, outcomes[at] ?? { problem: undefined, input: row }),
  );
  const files = { csv: asCsv(rows, results), workbook: await asWorkbook(rows, results) };
  return { result: manyHtml(results, files) };
}

/**
 * The same as NDJSON (`ManyLine`) for the page's script.
 */
export function streamMany(request: Request, api: Api | undefined): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const say = (line: ManyLine) =>
        controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`));
      try {
        const answer = await answerMany(request, api, (done, total) => say({ done, total }));
        if ('refusal' in answer) say({ refused: answer.refusal.sentence });
        else say({ html: answer.result.text });
      } catch {
        say({ refused: '核验没有做完，请再试一次。' });
      }
      controller.close();
    },
  });
  return new Response(body, {
    headers: { 'Content-Type': 'application/x-ndjson', 'Cache-Control': 'no-store' },
  });
}

async function readForm(request: Request) {
  try {
    const form = await request.formData();
    const [key, pasted, file] = [form.get('key'), form.get('rows'), form.get('file')];
    return {
      key: typeof key === 'string' ? key.trim() : '',
      pasted: typeof pasted === 'string' ? pasted : '',
      file: typeof file === 'object' && file !== null ? await file.bytes() : new Uint8Array(),
    };
  } catch (error) {
    const status = isTooLarge(error) ? 413 : 422;
    return refuse(
      status === 413 ? '内容太大，最大 1 MB。请分几次核验。' : '没有收到内容，请再试一次。',
      status,
    );
  }
}

function refuse(sentence: string, status = 422) {
  return { refusal: { status, sentence } };
}
