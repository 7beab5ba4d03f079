import type { BilingualLabel } from '#domain/bank.ts';
import type { Credential } from '#domain/credential.ts';
import { statements } from './labels.ts';
import { sum } from './outcome-columns.ts';
import type { ReportPages } from './report-pages.ts';
import { contentWidth, page, styles } from './theme.ts';

/** What the report certifies, with the counts. */
export function drawStatement(pages: ReportPages, credential: Credential): void {
  const statement = statements[credential.type];
  const summary = summaryOf(credential);
  pages.y -= pages.spacing.aboveStatement;
  for (const [text, style] of [
    [`${statement.zh}${summary.zh}`, styles.statement],
    [`${statement.en} ${summary.en}`, styles.statementEnglish],
  ] as const) {
    pages.y -= pages.lines(pages.wrap(text, style, contentWidth), page.left, pages.y, style) + 2;
  }
}

/** How many there are and how many credits, so that nothing can be taken out or added. */
function summaryOf({ outcomes, conversions }: Credential): BilingualLabel {
  const zh: string[] = [];
  const en: string[] = [];
  if (outcomes.length > 0) {
    zh.push(`${outcomes.length} 项学习成果`);
    en.push(counted(outcomes.length, 'outcome'));
    const credits = outcomes.flatMap((outcome) => outcome.credits ?? []);
    if (credits.length > 0) {
      zh.push(`课程学分合计 ${sum(credits)} 学分`);
      en.push(counted(sum(credits), 'credit'));
    }
  }
  if (conversions.length > 0) {
    const credits = sum(conversions.map((conversion) => conversion.credits));
    zh.push(`${conversions.length} 项学分转换`, `转换学分合计 ${credits} 学分`);
    en.push(counted(conversions.length, 'conversion'), `${counted(credits, 'credit')} converted`);
  }
  return { zh: `共 ${zh.join('，')}。`, en: `In all: ${en.join(', ')}.` };
}

const counted = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;
