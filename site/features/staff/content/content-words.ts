import { formatChineseDate, formatChineseTime } from '#domain/china-date.ts';
import {
  type ContentFault,
  type Draft,
  type DraftKind,
  type DraftState,
  type DraftStep,
  type DraftSummary,
  type ProseKindName,
  type Publication,
  proseKindNames,
} from '#domain/content-answers.ts';
import type { ProblemBody } from '#domain/problem.ts';
import { fieldId } from './content-fields.ts';

export const CONTENT = '/staff/content/';
/** The way up that most pages of the editors have. */
export const toContent = { label: '内容', href: CONTENT };

/** What editors call the folders, and what they are for. */
export const kinds: Readonly<Record<ProseKindName, { label: string; purpose: string }>> = {
  news: { label: '新闻', purpose: '通知公告、工作动态、政策文件、规则更新，可以带附件。' },
  downloads: { label: '文档下载', purpose: '申请表、模板、目录等可以下载的文件。' },
  guides: { label: '办事指南', purpose: '一件事怎么办：步骤、材料、时间、地点。' },
  help: { label: '常见问题', purpose: '一问一答。' },
  pages: { label: '页面', purpose: '“关于本行”等单独的页面。' },
  nodes: { label: '网点规定', purpose: '各高校网点自己的转换规定。' },
};

export function isKind(text: string | undefined): text is ProseKindName {
  return proseKindNames.some((kind) => kind === text);
}

export function kindLabel(kind: DraftKind): string {
  return kind === 'catalogs' ? '目录' : kinds[kind].label;
}

export function kindHref(kind: DraftKind): string {
  return `${CONTENT}${kind}/`;
}

export function entryHref(kind: ProseKindName, slug: string): string {
  return `${CONTENT}${kind}/${encodeURIComponent(slug)}/`;
}

export function draftHref({ id }: Pick<DraftSummary, 'id'>): string {
  return `${CONTENT}drafts/${encodeURIComponent(id)}/`;
}

/** Where a draft goes on: its form while it is being written, else the page of its reviews. */
export function draftPlace(draft: DraftSummary): string {
  const isWritten = draft.state === 'draft' && draft.kind !== 'catalogs';
  return isWritten ? draftHref(draft) : `${draftHref(draft)}review/`;
}

export function draftTitle({ title, kind }: Pick<DraftSummary, 'title' | 'kind'>): string {
  return title.trim() === '' ? `还没有标题的${kindLabel(kind)}` : title;
}

const STATES: Record<DraftState, string> = {
  draft: '草稿',
  review: '审核中',
  approved: '等待发布',
  published: '已发布',
  withdrawn: '已撤下',
  dropped: '已作废',
};

/** 初审, 复审, 终审: of three reviews; of two the last is called 终审, one alone 审核. */
export function reviewName(step: number, steps: number): string {
  if (steps <= 1) return '审核';
  if (step >= steps) return '终审';
  return step <= 1 ? '初审' : '复审';
}

/** Where a draft stands and with whom, in one sentence part. */
export function draftStateOf(draft: DraftSummary): string {
  if (draft.state === 'review') return `等待${reviewName(draft.step, draft.steps)}`;
  if (draft.state === 'draft' && draft.returnedNote !== null) return '退回修改';
  if (draft.state === 'approved' && draft.publishAt !== null) {
    return `审核通过，定于 ${timeOf(draft.publishAt)} 发布`;
  }
  return STATES[draft.state];
}

/** Who has it in hand. */
export function holderOf(draft: DraftSummary): string {
  if (draft.state === 'draft') return draft.authorName;
  if (draft.state === 'review') return `${reviewName(draft.step, draft.steps)}的同事`;
  return draft.state === 'approved' ? '系统' : '—';
}

const STEPS: Record<DraftStep['kind'], string> = {
  created: '新建',
  saved: '修改',
  submitted: '送审',
  approved: '通过',
  returned: '退回',
  recalled: '收回',
  rescheduled: '改发布时间',
  published: '发布',
  failed: '发布失败',
  withdrawn: '撤下',
  dropped: '作废',
};

export function stepName({ kind, step }: DraftStep, steps: number): string {
  return kind === 'approved' && step !== null ? `${reviewName(step, steps)}通过` : STEPS[kind];
}

const PUBLICATION_STATES: Record<Publication['state'], string> = {
  waiting: '排队',
  running: '正在发布',
  done: '已完成',
  failed: '没有成功',
};
const PUBLICATION_KINDS: Record<Publication['kind'], string> = {
  publish: '发布',
  withdraw: '撤下',
  daily: '每日更新',
  outside: '内容文件夹有变动',
  rebuild: '重新生成',
};

export function publicationState({ state, dueAt }: Publication, now: Date): string {
  const isLater = state === 'waiting' && new Date(dueAt) > now;
  return isLater ? `定于 ${timeOf(dueAt)}` : PUBLICATION_STATES[state];
}

export function publicationKind({ kind }: Publication): string {
  return PUBLICATION_KINDS[kind];
}

export function timeOf(instant: string): string {
  return formatChineseTime(new Date(instant));
}

export function dayOf(day: string | null): string {
  return day === null ? '' : formatChineseDate(day);
}

/** What the gate says of a draft as a problem of its form, each fault leading to its box. */
export function faultsAsProblem(detail: string, faults: readonly ContentFault[]): ProblemBody {
  return {
    type: 'about:blank',
    title: '内容有误',
    status: 422,
    code: 'validation-failed',
    detail,
    faults: faults.map(({ field, message }) => ({ path: `$.${fieldId(field)}`, message })),
  };
}

/** What hinders a draft from being sent to review, as one sentence; the faults follow it. */
export function toMend({ faults }: Pick<Draft, 'faults'>): string {
  return `送审之前还要改 ${faults.length} 处：`;
}

/** The open draft of an entry that hinders a second one, as the service names it: `$.drafts.{id}`. */
export function heldDraft(problem: ProblemBody | undefined): { id: string } | undefined {
  const [, id] = /^\$\.drafts\.([\w-]+)$/.exec(problem?.faults?.[0]?.path ?? '') ?? [];
  return id === undefined ? undefined : { id };
}
