import { outcomeKinds } from '#domain/outcome-kinds.ts';
import type { ProblemBody } from '#domain/problem.ts';
import type { FormAnswer, IssueWarning, PreparedContent } from '#domain/report-answers.ts';
import { MOST_OUTCOMES, type ReportRequest } from '#domain/report-request.ts';
import { type Asking, askStaffApi, type StaffAnswer } from '../ask-staff-api.ts';
import { addRows, editForm } from './edit-form.ts';
import { rowLabel } from './form-labels.ts';
import { rowsOfPaste } from './pasted-rows.ts';
import {
  emptyForm,
  formOfRequest,
  type ReportForm,
  readReportForm,
  requestOfForm,
} from './report-form.ts';
import { reportHref, typeChoices } from './report-words.ts';

/** What the page of the form shows next. */
export interface OpenedForm {
  form: ReportForm;
  /** The field where typing goes on. */
  focus?: string | undefined;
  /** Warnings that the officer has still to accept. */
  held: readonly IssueWarning[];
  /** What a button has just done. */
  said?: string | undefined;
  /** What was pasted and could not be used. */
  paste?: string | undefined;
  /** Why a colleague has returned it. */
  note?: string | undefined;
}

export type FormStep =
  | { show: 'types' }
  | { show: 'form'; opened: OpenedForm; answer?: StaffAnswer<unknown> }
  | { show: 'problem'; answer: StaffAnswer<unknown> }
  | { goOn: string };

/** The form as an address asks for it: of a type, for a successor, or of what was returned. */
export async function openForm(asking: Asking, { searchParams }: URL): Promise<FormStep> {
  const supersedes = searchParams.get('supersedes');
  if (supersedes !== null) return openSuccessor(asking, supersedes);
  const prepared = searchParams.get('prepared');
  if (prepared !== null) return openReturned(asking, prepared);
  const type = typeChoices().find(({ value }) => value === searchParams.get('type'))?.value;
  if (type === undefined) return { show: 'types' };
  return show(emptyForm(type, newKey(), asking.locals.staff?.office ?? ''));
}

async function openSuccessor(asking: Asking, number: string): Promise<FormStep> {
  const path = `staff/reports/${encodeURIComponent(number)}/request`;
  const answer = await askStaffApi<{ request: ReportRequest }>(asking, 'GET', path);
  if (!answer.ok) return { show: 'problem', answer };
  const form = formOfRequest(answer.body.request, newKey());
  form.plain.supersedes = number.replaceAll(/\D/g, '');
  return show(form);
}

async function openReturned(asking: Asking, id: string): Promise<FormStep> {
  const path = `staff/prepared/${encodeURIComponent(id)}`;
  const answer = await askStaffApi<PreparedContent>(asking, 'GET', path);
  if (!answer.ok) return { show: 'problem', answer };
  const { prepared, request } = answer.body;
  const form = formOfRequest(request, newKey());
  const own = prepared.preparedBy === `staff:${asking.locals.staff?.id}`;
  if (prepared.state === 'returned' && own) form.replaces = id;
  return show(form, { note: prepared.note ?? undefined });
}

/** What a button of the form asked for. */
export async function takeForm(asking: Asking, posted: FormData): Promise<FormStep> {
  const form = readReportForm(posted);
  const button = posted.get('do');
  if (button === 'issue-anyway') {
    form.accepted.push(
      ...String(posted.get('held') ?? '')
        .split(' ')
        .filter(Boolean),
    );
  } else if (button === 'paste') {
    return takePaste(form, posted);
  } else if (button !== 'issue') {
    const edited = editForm(form, String(button ?? ''), String(posted.get('newKind') ?? ''));
    const said = edited.full ? `一份报告最多 ${MOST_OUTCOMES} 项，没有再添。` : undefined;
    return show(edited.form, { focus: edited.focus, said });
  }
  const answer = await askStaffApi<FormAnswer>(asking, 'POST', 'staff/reports', {
    report: requestOfForm(form),
    key: form.key,
    accepted: form.accepted,
    replaces: form.replaces === '' ? null : form.replaces,
  });
  if (!answer.ok) {
    return { ...show(form), answer: { ...answer, problem: inPlainWords(answer.problem) } };
  }
  const done = answer.body;
  if ('held' in done) return show(form, { held: done.held });
  if ('issued' in done) return { goOn: `${reportHref(done.issued)}?done=issued` };
  return { goOn: `/staff/reports/waiting/${done.prepared}/?done=prepared` };
}

function takePaste(form: ReportForm, posted: FormData): FormStep {
  const paste = String(posted.get('paste') ?? '');
  const kind = outcomeKinds.find((one) => one === posted.get('newKind'));
  const { rows, unknown } = kind ? rowsOfPaste(paste, kind, rowLabel) : { rows: [], unknown: [] };
  if (rows.length === 0) {
    const said = '没有看到可以加进来的行：请在 Excel 里选中几行，复制后粘贴。';
    return show(form, { said, paste, focus: 'paste' });
  }
  const { form: after, focus, added } = addRows(form, rows);
  const sentences = [
    `加进了 ${added} 项，请逐项核对。`,
    ...(unknown.length > 0 ? [`没有认出这些列，没有加进来：${unknown.join('、')}。`] : []),
    ...(added < rows.length ? [`一份报告最多 ${MOST_OUTCOMES} 项，后面的没有加进来。`] : []),
  ];
  return show(after, { said: sentences.join(''), focus });
}

function show(
  form: ReportForm,
  more: Partial<OpenedForm> = {},
): Extract<FormStep, { show: 'form' }> {
  return { show: 'form', opened: { form, held: [], ...more } };
}

function newKey(): string {
  return crypto.randomUUID();
}

/** The service speaks of keys, to programs; here somebody has gone back to a form that was sent. */
function inPlainWords(problem: ProblemBody): ProblemBody {
  if (problem.code !== 'idempotency-conflict') return problem;
  const detail =
    '这张表单刚才已经提交过，内容与现在的不同，所以没有再办一次。刚才签发的报告在“报告”里可以找到；要另发一份，请重新打开表单。';
  return { ...problem, detail };
}
