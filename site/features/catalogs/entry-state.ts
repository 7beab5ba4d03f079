import { formatChineseDate } from '#domain/china-date.ts';
import { type Entity, STATUS_NAMES } from '../../loader/schemas/entity-columns.ts';
import { type BadgeName, catalogBadge } from '../../ui/badge-names.ts';
import type { CellPart } from '../../ui/cells.ts';

export interface EntryState {
  badge: BadgeName;
  word: string;
  /** One plain line for the entry's page; none while it is in force. */
  line?: string;
}

/**
 * What to tell about an entry that may no longer, or not yet, count.
 * @param noun what it is: 证书, 规则
 * @param today `YYYY-MM-DD`, China
 */
export function entryState(row: Entity, noun: string, today: string): EntryState {
  const { status, effectiveFrom, effectiveTo } = row;
  if (status === 'superseded') {
    return {
      badge: catalogBadge(status),
      word: STATUS_NAMES.superseded,
      line: `本${noun}已被替代。`,
    };
  }
  if (status === 'retired') {
    const until = effectiveTo ? `，有效期至${formatChineseDate(effectiveTo)}` : '';
    return {
      badge: catalogBadge(status),
      word: STATUS_NAMES.retired,
      line: `本${noun}已停用${until}。`,
    };
  }
  if (status === 'suspended') {
    const line = `本${noun}暂停使用，恢复时间另行公布。`;
    return { badge: catalogBadge(status), word: STATUS_NAMES.suspended, line };
  }
  if (effectiveTo !== undefined && effectiveTo < today) {
    const line = `本${noun}的有效期到${formatChineseDate(effectiveTo)}为止，现已失效。`;
    return { badge: 'expired', word: '已失效', line };
  }
  if (effectiveFrom !== undefined && effectiveFrom > today) {
    const line = `本${noun}自${formatChineseDate(effectiveFrom)}起生效，目前还不能使用。`;
    return { badge: 'expired', word: '未生效', line };
  }
  return { badge: 'current', word: STATUS_NAMES.current };
}

/** A badge for a list, unless the entry is in force. */
export function stateCell(row: Entity, noun: string, today: string): CellPart | undefined {
  const { badge, word, line } = entryState(row, noun, today);
  return line === undefined ? undefined : { text: word, badge };
}
