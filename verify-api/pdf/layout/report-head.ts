import { encode } from 'uqr';
import type { BilingualLabel } from '#domain/bank.ts';
import type { Credential } from '#domain/credential.ts';
import { formatReportNumber } from '#domain/report-number.ts';
import { formatVerificationCode } from '#domain/verification-code.ts';
import { drawFields } from './holder-fields.ts';
import { words } from './labels.ts';
import { dropToBaseline, type ReportPages } from './report-pages.ts';
import { drawStatement } from './statement.ts';
import { contentWidth, MILLIMETRE, page, styles } from './theme.ts';

const QR_SIZE = 30 * MILLIMETRE;
/** Neighbouring modules overlap by this much, so that no renderer leaves a seam. */
const SEAM = 0.04;

export interface HeadInput {
  credential: Credential;
  code: string;
  verifyUrl: string;
}

/** The upper part of the first page: whose report this is, its number, and who holds it. */
export function drawReportHead(pages: ReportPages, input: HeadInput): void {
  const { credential } = input;
  drawIssuer(pages, credential);
  drawNumberAndCode(pages, input);
  pages.y = page.top - QR_SIZE - pages.spacing.belowQr;
  drawTitle(pages, credential);
  drawFields(pages, credential);
  drawStatement(pages, credential);
}

function drawIssuer(pages: ReportPages, { issuer }: Credential): void {
  const width = contentWidth - QR_SIZE - 24 - 150;
  let y: number = page.top;
  y -= pages.lines(pages.wrap(issuer.name, styles.bank, width), page.left, y, styles.bank);
  const english = pages.wrap(issuer.englishName, styles.bankEnglish, width);
  pages.lines(english, page.left, y - 2, styles.bankEnglish);
}

function drawNumberAndCode(pages: ReportPages, { credential, code, verifyUrl }: HeadInput): void {
  const qrLeft = page.right - QR_SIZE;
  drawQr(pages, verifyUrl, qrLeft, page.top - QR_SIZE);
  const scan = `${words.scan.zh}  ${words.scan.en}`;
  pages.lines(
    [pages.shape(scan, styles.labelEnglish)],
    qrLeft,
    page.top - QR_SIZE - 5,
    styles.labelEnglish,
    'center',
    QR_SIZE,
  );
  const right = qrLeft - 18;
  let y: number = page.top + 1;
  for (const [heading, value] of [
    [words.number, formatReportNumber(credential.number)],
    [words.code, formatVerificationCode(code)],
  ] as const) {
    rightLabel(pages, heading, right, y);
    y -= styles.label.leading + 1;
    pages.lines([pages.shape(value, styles.number)], right, y, styles.number, 'right');
    y -= styles.number.leading + 12;
  }
}

function rightLabel(pages: ReportPages, heading: BilingualLabel, right: number, top: number): void {
  const english = pages.width(heading.en, styles.labelEnglish);
  const englishTop = top - dropToBaseline(styles.label, styles.labelEnglish);
  pages.write(heading.en, right - english, englishTop, styles.labelEnglish);
  const chinese = pages.width(heading.zh, styles.label);
  pages.write(heading.zh, right - english - 5 - chinese, top, styles.label);
}

function drawQr(pages: ReportPages, content: string, left: number, bottom: number): void {
  const { data, size } = encode(content, { ecc: 'M', boostEcc: false, border: 0 });
  const module = QR_SIZE / size;
  const quiet = 4 * module;
  const paper = [left - quiet, bottom - quiet, QR_SIZE + 2 * quiet, QR_SIZE + 2 * quiet];
  pages.canvas.fillRectangles([paper], 1);
  const bars: number[][] = [];
  data.forEach((row, at) => {
    for (let start = 0; start < size; start += 1) {
      if (!row[start]) continue;
      let end = start;
      while (end < size && row[end]) end += 1;
      const y = bottom + (size - at - 1) * module;
      bars.push([left + start * module, y - SEAM, (end - start) * module, module + 2 * SEAM]);
      start = end;
    }
  });
  pages.canvas.fillRectangles(bars, 0);
}

function drawTitle(pages: ReportPages, { typeLabel }: Credential): void {
  const title = pages.wrap(typeLabel.zh, styles.title, contentWidth - 40);
  pages.y -= pages.lines(title, page.left, pages.y, styles.title, 'center', contentWidth);
  const english = pages.wrap(typeLabel.en, styles.titleEnglish, contentWidth);
  pages.y -= pages.lines(english, page.left, pages.y, styles.titleEnglish, 'center', contentWidth);
  pages.y -= pages.spacing.belowTitle;
}
