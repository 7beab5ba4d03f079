import type { Draft, Fields } from '#domain/content-answers.ts';
import type { ProblemBody } from '#domain/problem.ts';
import type { TestService } from './service.ts';
import type { StaffBrowser } from './staff.ts';

const AT = '/api/staff/content';

/** What one person does in the editors' office; every call fails the test on a refusal. */
export function editing(service: TestService, person: StaffBrowser) {
  const ask = async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> => {
    const answer = await person.call(method, `${AT}/${path}`, body);
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Answer;
  };
  const refused = async (method: string, path: string, body?: unknown) => {
    const answer = await person.call(method, `${AT}/${path}`, body);
    if (answer.ok) throw new Error(`${method} ${path} was not refused`);
    return (await answer.json()) as ProblemBody;
  };
  const draft = (id: string) => ask<Draft>('GET', `drafts/${id}`);
  return {
    ask,
    raw: (method: string, path: string, body?: unknown) =>
      person.call(method, `${AT}/${path}`, body),
    refused,
    draft,
    create: (about: { kind: string; edit?: string; copy?: string }) =>
      ask<Draft>('POST', 'drafts', about),
    async save(
      id: string,
      change: { fields?: Fields; body?: string; version?: number; publishAt?: string | null },
    ) {
      const { version, fields, body } = await draft(id);
      return ask<Draft>('PUT', `drafts/${id}`, { version, fields, body, ...change });
    },
    async step(id: string, step: string, more: object = {}) {
      if (['recall', 'drop', 'again'].includes(step))
        return ask<Draft>('POST', `drafts/${id}/${step}`);
      const { version } = await draft(id);
      return ask<Draft>('POST', `drafts/${id}/${step}`, { version, ...more });
    },
    attach(id: string, name: string, content: string | Uint8Array) {
      return sendFile(service, person, `drafts/${id}/files`, name, content);
    },
    upload(path: string, name: string, content: string | Uint8Array) {
      return sendFile(service, person, path, name, content);
    },
  };
}

async function sendFile(
  service: TestService,
  person: StaffBrowser,
  path: string,
  name: string,
  content: string | Uint8Array,
): Promise<Response> {
  const form = new FormData();
  form.set('file', new File([content as Uint8Array<ArrayBuffer>], name));
  return service.app.request(`http://localhost${AT}/${path}`, {
    method: 'POST',
    headers: { Cookie: person.cookie() },
    body: form,
  });
}

export const notice = (title: string, more: Fields = {}): Fields => ({
  title,
  category: '通知公告',
  ...more,
});
