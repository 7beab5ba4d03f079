import type { ProblemBody } from '#domain/problem.ts';
import { type Asking, askingHeaders, type StaffAnswer, UNREACHABLE } from '../ask-staff-api.ts';

/** The PDF that the service would make of `request`, marked as a preview. Never throws. */
export async function askForPreview(
  asking: Asking,
  request: unknown,
): Promise<StaffAnswer<ArrayBuffer>> {
  const headers = askingHeaders(asking);
  headers.set('Content-Type', 'application/json');
  const init = { method: 'POST', headers, body: JSON.stringify(request) };
  try {
    const url = 'http://internal/api/v1/reports/preview';
    const answer = await asking.locals.api?.(new Request(url, init));
    if (answer?.ok) return { ok: true, body: await answer.arrayBuffer(), cookies: [] };
    const problem = (await answer?.json()) as ProblemBody | undefined;
    return { ok: false, problem: problem ?? UNREACHABLE, cookies: [] };
  } catch {
    return { ok: false, problem: UNREACHABLE, cookies: [] };
  }
}
