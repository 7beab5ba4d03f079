import type { ProblemBody } from '#domain/problem.ts';
import type { VerificationAnswer } from '#domain/verification.ts';
import type { Outcome } from '../verification-view.ts';
import type { ManyRow } from './read-many.ts';

export type Api = (request: Request) => Promise<Response>;

/** Reports asked about at once: progress is told after each so many. */
const CHUNK = 25;

/** Why nothing was verified at all. */
export interface Refusal {
  status: number;
  sentence: string;
}

const OUTAGE = '系统暂时不能核验。这不表示报告是假的，也不表示是真的；请稍后再试。';
const KEY: Record<number, string> = {
  401: '接口密钥不对，或者已经停用。请核对后再试，或与我们联系。',
  403: '这个接口密钥没有批量核验的权限，请与我们联系。',
};

/** Asks about nothing, so that a wrong key is told before any file is opened; undefined when it is right. */
export async function refusalOfKey(
  api: Api | undefined,
  key: string,
): Promise<Refusal | undefined> {
  const response = await ask(api, key, []);
  const status = response?.status ?? 503;
  // An empty list is refused as such: the key was let in.
  if (status === 422) return undefined;
  return { status: KEY[status] ? status : 503, sentence: KEY[status] ?? OUTAGE };
}

/** What became of each row, in their order. */
export async function askMany(
  api: Api | undefined,
  key: string,
  rows: readonly ManyRow[],
  onProgress: (done: number) => void,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (let at = 0; at < rows.length; at += CHUNK) {
    outcomes.push(...(await askChunk(api, key, rows.slice(at, at + CHUNK))));
    onProgress(outcomes.length);
  }
  return outcomes;
}

async function askChunk(api: Api | undefined, key: string, rows: readonly ManyRow[]) {
  const response = await ask(api, key, rows);
  const answers = response?.ok ? ((await response.json()) as unknown[]) : [];
  return rows.map(({ number, code }, at): Outcome => {
    const input = { number, code };
    const answer = answers[at] as (VerificationAnswer & { error?: ProblemBody }) | undefined;
    if (answer === undefined) return { problem: undefined, input };
    if (answer.error === undefined) return { answer, input };
    return { problem: answer.error.code, detail: answer.error.detail, input };
  });
}

async function ask(api: Api | undefined, key: string, rows: readonly ManyRow[]) {
  const body = rows.map(({ number, code }) => (code === '' ? { number } : { number, code }));
  try {
    return await api?.(
      new Request('http://internal/api/v1/verifications/batch', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${key}` },
        body: JSON.stringify(body),
      }),
    );
  } catch {
    return undefined;
  }
}
