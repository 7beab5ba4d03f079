import type { ProblemBody } from '#domain/problem.ts';

/** What a page needs to ask in the name of whoever asked for it; `Astro` and a middleware's context are one. */
export interface Asking {
  request: Request;
  locals: App.Locals;
}

export type StaffAnswer<Body> =
  | { ok: true; body: Body; cookies: string[] }
  | { ok: false; problem: ProblemBody; cookies: string[] };

export const UNREACHABLE: ProblemBody = {
  type: 'about:blank',
  title: '服务暂时不可用',
  status: 503,
  code: 'unavailable',
  detail: '系统暂时没有应答，请稍后再试。刚才的操作没有完成。',
};

/**
 * Asks `/api/staff` or another part of the service with the cookies of whoever asked for the page.
 * Never throws: a service that is away is a problem like any other.
 * @param path below `/api/`, such as `staff/people`
 */
export async function askStaffApi<Body>(
  { request, locals }: Asking,
  method: 'GET' | 'POST' | 'PUT' | 'PATCH',
  path: string,
  body?: unknown,
): Promise<StaffAnswer<Body>> {
  const headers = askingHeaders({ request });
  const init: RequestInit = { method, headers };
  if (method !== 'GET') {
    headers.set('Content-Type', 'application/json');
    init.body = JSON.stringify(body ?? {});
  }
  try {
    return await readStaffAnswer<Body>(
      await locals.api?.(new Request(`http://internal/api/${path}`, init)),
    );
  } catch {
    return { ok: false, problem: UNREACHABLE, cookies: [] };
  }
}

/** What an answer of the service says; none at all means that it was not reached. Never throws. */
export async function readStaffAnswer<Body>(
  answer: Response | undefined,
): Promise<StaffAnswer<Body>> {
  try {
    if (answer === undefined) return { ok: false, problem: UNREACHABLE, cookies: [] };
    const cookies = answer.headers.getSetCookie();
    const read: unknown = await answer.json();
    return answer.ok
      ? { ok: true, body: read as Body, cookies }
      : { ok: false, problem: inPlainWords(read as ProblemBody), cookies };
  } catch {
    return { ok: false, problem: UNREACHABLE, cookies: [] };
  }
}

/** In the name of whoever asked for the page. */
export function askingHeaders({ request }: Pick<Asking, 'request'>): Headers {
  return new Headers({ Cookie: request.headers.get('Cookie') ?? '' });
}

/** The service speaks of headers, to programs; here a person's session has ended. */
function inPlainWords(problem: ProblemBody): ProblemBody {
  return problem.code === 'unauthorized'
    ? { ...problem, detail: '登录已经到期，刚才的操作没有完成。请重新登录。' }
    : problem;
}
