import type { BilingualLabel } from '#domain/bank.ts';
import { chinaDate, formatChineseDate } from '#domain/china-date.ts';
import type { Credential } from '#domain/credential.ts';
import { formatReportNumber } from '#domain/report-number.ts';
import { idTypes, words } from './labels.ts';
import type { ReportPages } from './report-pages.ts';
import { accent, contentWidth, page, rule, styles, type TextStyle } from './theme.ts';

interface Field {
  heading: BilingualLabel;
  value: string;
  note?: string;
  style?: TextStyle;
}

function fieldsOf(credential: Credential): Field[] {
  const { holder, recipient, supersedes, validUntil } = credential;
  const idType = idTypes[holder.idType];
  return [
    { heading: words.holder, value: holder.name, style: styles.name },
    {
      heading: words.document,
      value: `${idType.zh}（尾号 ${holder.idNumberLast4}）`,
      note: `${idType.en}, ending ${holder.idNumberLast4}`,
    },
    { heading: words.office, value: credential.office },
    { heading: words.issued, value: formatChineseDate(chinaDate(new Date(credential.issuedAt))) },
    ...(recipient === null ? [] : [{ heading: words.recipient, value: recipient }]),
    validUntil === null
      ? { heading: words.validUntil, value: words.unlimited.zh, note: words.unlimited.en }
      : { heading: words.validUntil, value: formatChineseDate(validUntil) },
    ...(supersedes === null
      ? []
      : [{ heading: words.supersedes, value: formatReportNumber(supersedes) }]),
  ];
}

const FIELD_GAP = 20;
const FIELD_LABEL = 62;

/** Two fields a row, the label at the left of its value. */
export function drawFields(pages: ReportPages, credential: Credential): void {
  const fields = fieldsOf(credential);
  const width = (contentWidth - FIELD_GAP) / 2;
  pages.canvas.line(page.left, pages.y, page.right, pages.y, 1, accent);
  for (let at = 0; at < fields.length; at += 2) {
    const heights = fields
      .slice(at, at + 2)
      .map((field, side) => drawField(pages, field, page.left + side * (width + FIELD_GAP), width));
    pages.y -= Math.max(...heights);
    pages.canvas.line(page.left, pages.y, page.right, pages.y, 0.35, rule);
  }
}

/** A name too long for its line is set smaller. */
function styleOf(pages: ReportPages, { value, style }: Field, room: number): TextStyle {
  if (style === undefined) return styles.value;
  return pages.width(value, style) > room ? styles.longName : style;
}

function drawField(pages: ReportPages, field: Field, x: number, width: number): number {
  const room = width - FIELD_LABEL;
  const style = styleOf(pages, field, room);
  const top = pages.y - pages.spacing.field;
  pages.write(field.heading.zh, x, top - 1, styles.label);
  pages.write(field.heading.en, x, top - 1 - styles.label.leading, styles.labelEnglish);
  const lines = pages.wrap(field.value, style, room);
  let used = pages.lines(lines, x + FIELD_LABEL, top, style);
  if (field.note !== undefined) {
    const notes = pages.wrap(field.note, styles.valueNote, room);
    used += pages.lines(notes, x + FIELD_LABEL, top - used, styles.valueNote);
  }
  const labels = 1 + styles.label.leading + styles.labelEnglish.leading;
  return Math.max(used, labels) + 2 * pages.spacing.field;
}
