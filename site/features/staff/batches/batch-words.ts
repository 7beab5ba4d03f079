import type { Batch, BatchDetail } from '#domain/batch-answers.ts';
import { formatChineseTime } from '#domain/china-date.ts';
import type { CurrentStaff } from '#domain/staff-answers.ts';

const STATES: Record<Batch['state'], string> = {
  checked: '待确认',
  waiting: '待复核',
  running: '正在签发',
  done: '已完成',
  stopped: '已停止',
};

/** What is done to a batch, each asked once on a page of its own (`/staff/batches/{id}/{name}/`). */
export type BatchStep = 'confirm' | 'release' | 'stop';

export function stateOf({ state }: Batch): string {
  return STATES[state];
}

/** A file's name as a heading. */
export function shortName(name: string): string {
  const letters = [...name];
  return letters.length <= 30 ? name : `${letters.slice(0, 29).join('')}…`;
}

export function timeOf(instant: string | null): string | null {
  return instant === null ? null : formatChineseTime(new Date(instant));
}

/** The steps that this person may take now. */
export function stepsFor(batch: Batch, staff: CurrentStaff, fourEyes: boolean): BatchStep[] {
  const isOwn = batch.uploadedBy === `staff:${staff.id}`;
  const mayRelease = staff.permissions.includes('release');
  if (batch.state === 'checked') return isOwn ? ['confirm', 'stop'] : mayRelease ? ['stop'] : [];
  if (batch.state === 'waiting') {
    if (isOwn) return fourEyes ? ['stop'] : ['confirm', 'stop'];
    return mayRelease ? ['release', 'stop'] : [];
  }
  return batch.state === 'running' && (isOwn || mayRelease) ? ['stop'] : [];
}

/** How far it is, in one sentence. */
export function progressOf({ reports, issued, refused, ahead }: BatchDetail): string {
  if (ahead > 0) return `排队中，前面还有 ${ahead} 批。`;
  const failed = refused === 0 ? '' : `，${refused} 份没有签发`;
  return `共 ${reports} 份，已签发 ${issued} 份${failed}。`;
}
