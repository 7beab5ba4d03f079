import type { IconName } from './icon-paths.ts';

/** Colour is never alone: each state has a tone, an icon and a word. */
export interface BadgeLook {
  word: string;
  icon: IconName;
  tone: 'good' | 'cinnabar' | 'warn' | 'quiet';
}

export const badges = {
  /** Catalog entries; the words are those of `STATUS_NAMES` in the loader's schemas. */
  current: { word: '现行', icon: 'check', tone: 'good' },
  suspended: { word: '暂停', icon: 'pause', tone: 'warn' },
  retired: { word: '停用', icon: 'stop', tone: 'quiet' },
  replaced: { word: '已替代', icon: 'swap', tone: 'warn' },
  /** Reports. */
  valid: { word: '真实有效', icon: 'check', tone: 'good' },
  revoked: { word: '已撤销', icon: 'cross', tone: 'cinnabar' },
  superseded: { word: '已换发', icon: 'swap', tone: 'warn' },
  expired: { word: '已过期', icon: 'clock', tone: 'warn' },
} as const satisfies Record<string, BadgeLook>;

export type BadgeName = keyof typeof badges;

/** The badge of a catalog entry's `status` column. */
export function catalogBadge(
  status: 'current' | 'suspended' | 'retired' | 'superseded',
): BadgeName {
  return status === 'superseded' ? 'replaced' : status;
}
