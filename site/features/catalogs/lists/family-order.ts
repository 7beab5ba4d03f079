import type { Certificate } from '../../../loader/schemas/certificates.ts';
import { byName } from './catalog-list.ts';

const collator = new Intl.Collator('zh-CN', { numeric: true });

/** First characters of a grade, in the order in which a family is read: 一级, 二级, …; 初级, 中级, … */
const LEVELS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '初', '中', '高', '专家'];

/** Families by their names, and within one by level: 一级 before 二级, not by pinyin. */
export function byFamilyAndLevel(a: Certificate, b: Certificate): number {
  return (
    collator.compare(a.family ?? a.name, b.family ?? b.name) ||
    levelOf(a) - levelOf(b) ||
    collator.compare(a.grade ?? '', b.grade ?? '') ||
    byName(a, b)
  );
}

function levelOf({ grade }: Certificate): number {
  const found = LEVELS.findIndex((level) => grade?.startsWith(level));
  return found === -1 ? LEVELS.length : found;
}
