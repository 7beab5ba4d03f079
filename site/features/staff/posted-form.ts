import { STATUS_CODES } from 'node:http';
import type { ProblemBody } from '#domain/problem.ts';
import type { StaffAnswer } from './ask-staff-api.ts';

/** The fields of a form posted to its own page; undefined when the page was merely asked for. */
export async function readPosted<Name extends string>(
  request: Request,
  ...names: Name[]
): Promise<Record<Name, string> | undefined> {
  if (request.method !== 'POST') return undefined;
  const form = await request.formData().catch(() => new FormData());
  const entries = names.map((name) => {
    const value = form.get(name);
    return [name, typeof value === 'string' ? value : ''] as const;
  });
  return Object.fromEntries(entries) as Record<Name, string>;
}

/** Sends the browser on to `address` by GET, so that a reload sends nothing twice. */
export function goOn(address: string, cookies: readonly string[] = []): Response {
  const response = new Response(null, { status: 303, headers: { Location: address } });
  for (const cookie of cookies) response.headers.append('Set-Cookie', cookie);
  return response;
}

/**
 * What is to be shown of an answer that says no, with its status on the page; undefined when there
 * was no question or it was answered.
 * @param words for the faults of a field, where the service's are for programs
 */
export function problemOf(
  page: { response: ResponseInit & { readonly headers: Headers } },
  answer: StaffAnswer<unknown> | undefined,
  words: Readonly<Record<string, string>> = {},
): ProblemBody | undefined {
  if (answer === undefined || answer.ok) return undefined;
  page.response.status = answer.problem.status;
  page.response.statusText = STATUS_CODES[answer.problem.status] ?? '';
  for (const cookie of answer.cookies) page.response.headers.append('Set-Cookie', cookie);
  const faults = answer.problem.faults?.map((fault) => ({
    ...fault,
    message: words[fieldOf(fault.path)] ?? fault.message,
  }));
  return { ...answer.problem, ...(faults && { faults }) };
}

/** A fault that the page finds by itself, before it asks. */
export function faultAt(field: string, message: string): StaffAnswer<never> {
  const problem: ProblemBody = {
    type: 'about:blank',
    title: '内容有误',
    status: 422,
    code: 'validation-failed',
    detail: `${message}。`,
    faults: [{ path: `$.${field}`, message }],
  };
  return { ok: false, problem, cookies: [] };
}

/** The sentence to show at a field; faults further in (`$.scopes[0]`) belong to it too. */
export function faultOf(problem: ProblemBody | undefined, field: string): string | undefined {
  return problem?.faults?.find(({ path }) => fieldOf(path) === field)?.message;
}

/** `$.scopes[0]` → `scopes` */
export function fieldOf(path: string): string {
  return /^\$\.(\w+)/.exec(path)?.[1] ?? '';
}
