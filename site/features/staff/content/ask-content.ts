import type { Draft } from '#domain/content-answers.ts';
import {
  type Asking,
  askingHeaders,
  askStaffApi,
  readStaffAnswer,
  type StaffAnswer,
} from '../ask-staff-api.ts';
import { faultAt } from '../posted-form.ts';
import { type ContentForm, fromChinaInput } from './content-form.ts';

/** Asks `/api/staff/content/…` in the name of whoever asked for the page. Never throws. */
export function askContent<Body>(
  asking: Asking,
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  body?: unknown,
): Promise<StaffAnswer<Body>> {
  return askStaffApi(asking, method, `staff/content/${path}`, body);
}

export function draftPath(id: string | undefined, more = ''): string {
  return `drafts/${encodeURIComponent(id ?? '')}${more}`;
}

export function findDraft(asking: Asking, id: string | undefined): Promise<StaffAnswer<Draft>> {
  return askContent(asking, 'GET', draftPath(id));
}

/** Saves the form of a draft, made from the version that it names. */
export async function saveDraft(
  asking: Asking,
  draft: Pick<Draft, 'id' | 'replaces'>,
  form: ContentForm,
): Promise<StaffAnswer<Draft>> {
  const publishAt = fromChinaInput(form.publishAt);
  if (publishAt === undefined) return faultAt('publishAt', '定时发布的时间不对，请重新选择');
  const { version, fields, body, slug } = form;
  const named = slug === '' || draft.replaces ? {} : { slug };
  return askContent(asking, 'PUT', draftPath(draft.id), {
    version,
    fields,
    body,
    ...named,
    publishAt,
  });
}

/** Why there is no preview of a draft now, in words; undefined when there is one. */
export async function whyNoPreview(asking: Asking, id: string): Promise<string | undefined> {
  const url = `http://internal/api/staff/content/${draftPath(id, '/preview')}`;
  const headers = askingHeaders(asking);
  const answer = await asking.locals.api?.(new Request(url, { headers })).catch(() => undefined);
  if (answer?.ok) return undefined;
  const read = await readStaffAnswer(answer);
  return read.ok ? undefined : read.problem.detail;
}
