import type { CellPart } from '../../ui/cells.ts';
import { type HolderCredits, jointWords } from './holder-credits.ts';

/** What one person gets with a certificate alone; below it, what a second one would add. */
export function creditCell(credits: HolderCredits): CellPart {
  const note = jointWords(credits).join('；') || undefined;
  return { text: `${credits.most} 学分`, sample: credits.sample, note };
}
