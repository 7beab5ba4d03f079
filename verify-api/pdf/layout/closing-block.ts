import { chinaDate, formatChineseDate } from '#domain/china-date.ts';
import type { Credential } from '#domain/credential.ts';
import type { SealImage } from '../seal-image.ts';
import { planBilingualLine } from './bilingual-line.ts';
import { words } from './labels.ts';
import type { ReportPages } from './report-pages.ts';
import { contentWidth, grey, MILLIMETRE, page, rule, styles } from './theme.ts';

export interface ClosingInput {
  credential: Credential;
  verifyUrl: string;
  seal?: SealImage;
}

/** Name of the seal among a page's XObjects. */
export const SEAL_RESOURCE = 'Seal';

const SEAL_SIZE = 40 * MILLIMETRE;
const STEPS_WIDTH = 264;
const SIGNATURE_LEFT = page.left + STEPS_WIDTH + 22;
const SIGNATURE_WIDTH = page.right - SIGNATURE_LEFT;

/** The height `drawClosing` takes. */
export function closingHeight(pages: ReportPages, input: ClosingInput): number {
  return pages.spacing.end + pages.spacing.closing + bodyHeight(pages, input) + noteHeight(pages);
}

function bodyHeight(pages: ReportPages, input: ClosingInput): number {
  return Math.max(stepsHeight(pages, input), signatureHeight(pages, input), SEAL_SIZE + 4);
}

/** End of list, how to verify, who signs, and the place of the seal. */
export function drawClosing(pages: ReportPages, input: ClosingInput): void {
  drawEnd(pages);
  pages.y -= pages.spacing.closing;
  const height = bodyHeight(pages, input);
  drawSteps(pages, input, pages.y);
  drawSignature(pages, input, pages.y, pages.y - height);
  pages.y -= height;
  drawNote(pages);
}

function drawEnd(pages: ReportPages): void {
  const text = `${words.end.zh}  ${words.end.en}`;
  const top = pages.y - 8;
  const line = pages.shape(text, styles.label);
  pages.lines([line], page.left, top, styles.label, 'center', contentWidth);
  const middle = top - styles.label.leading / 2;
  const half = pages.width(text, styles.label) / 2 + 10;
  const centre = page.left + contentWidth / 2;
  pages.canvas.line(page.left, middle, centre - half, middle, 0.35, rule);
  pages.canvas.line(centre + half, middle, page.right, middle, 0.35, rule);
  pages.y -= pages.spacing.end;
}

function steps({ verifyUrl }: ClosingInput) {
  return [
    {
      zh: '扫描首页右上角的二维码，或打开下面的网址。',
      en: 'Scan the QR code on the first page, or open this address.',
      url: `${new URL(verifyUrl).origin}/verify/`,
    },
    { zh: '输入报告编号和验证码。', en: 'Enter the report number and the verification code.' },
    {
      zh: '将网页显示的内容与本报告逐项对照，以网页显示的状态为准。',
      en: 'Compare it with this report, entry by entry; the state shown online is the one that counts.',
    },
  ];
}

const STEP_INDENT = 15;

function stepLines(pages: ReportPages, input: ClosingInput) {
  const width = STEPS_WIDTH - STEP_INDENT;
  return steps(input).map(({ zh, en, url }) => ({
    zh: pages.wrap(zh, styles.body, width),
    en: pages.wrap(en, styles.bodyEnglish, width),
    url: url === undefined ? [] : pages.wrap(url, styles.url, width),
  }));
}

function stepsHeight(pages: ReportPages, input: ClosingInput): number {
  const each = stepLines(pages, input).map(
    ({ zh, en, url }) =>
      zh.length * styles.body.leading +
      en.length * styles.bodyEnglish.leading +
      url.length * styles.url.leading +
      pages.spacing.step,
  );
  return styles.caption.leading + 6 + each.reduce((sum, height) => sum + height, 0);
}

function drawSteps(pages: ReportPages, input: ClosingInput, top: number): void {
  let y = top;
  planBilingualLine(pages, words.verify, styles.total, styles.captionEnglish).draw(y);
  y -= styles.caption.leading + 6;
  stepLines(pages, input).forEach(({ zh, en, url }, at) => {
    pages.write(`${at + 1}`, page.left, y, styles.total);
    y -= pages.lines(zh, page.left + STEP_INDENT, y, styles.body);
    y -= pages.lines(en, page.left + STEP_INDENT, y, styles.bodyEnglish);
    y -= pages.lines(url, page.left + STEP_INDENT, y, styles.url) + pages.spacing.step;
  });
}

const SIGNATURE_TOP = 8;

function signatureLines(pages: ReportPages, { credential }: ClosingInput) {
  const { signatory, issuer, office, issuedAt } = credential;
  const signer =
    signatory.name === null ? signatory.title : `${signatory.title}  ${signatory.name}`;
  const date = formatChineseDate(chinaDate(new Date(issuedAt)));
  return (
    [
      [issuer.name, styles.signature, 0],
      [issuer.englishName, styles.bodyEnglish, 0],
      [office, styles.body, 8],
      [signer, styles.body, 0],
      [date, styles.body, 8],
    ] as const
  ).map(([text, style, above]) => ({
    style,
    above,
    lines: pages.wrap(text, style, SIGNATURE_WIDTH),
  }));
}

function signatureHeight(pages: ReportPages, input: ClosingInput): number {
  return signatureLines(pages, input).reduce(
    (sum, { lines, style, above }) => sum + above + lines.length * style.leading,
    SIGNATURE_TOP,
  );
}

/** The seal stands over the end of the lines, as it does on paper. */
function drawSignature(pages: ReportPages, input: ClosingInput, top: number, bottom: number): void {
  const x = page.right - SEAL_SIZE;
  const sealBottom = Math.min(top - SEAL_SIZE, bottom + 4);
  if (input.seal === undefined) drawSealPlace(pages, x, sealBottom);
  let y = top - SIGNATURE_TOP;
  for (const { lines, style, above } of signatureLines(pages, input)) {
    y -= above;
    y -= pages.lines(lines, SIGNATURE_LEFT, y, style);
  }
  if (input.seal !== undefined) drawSeal(pages, input.seal, x, sealBottom);
}

function drawSeal(pages: ReportPages, seal: SealImage, x: number, y: number): void {
  const scale = SEAL_SIZE / Math.max(seal.width, seal.height);
  const [width, height] = [seal.width * scale, seal.height * scale];
  const left = x + (SEAL_SIZE - width) / 2;
  pages.canvas.image(SEAL_RESOURCE, left, y + (SEAL_SIZE - height) / 2, width, height);
}

function drawSealPlace(pages: ReportPages, x: number, y: number): void {
  const radius = SEAL_SIZE / 2;
  pages.canvas.dottedCircle(x + radius, y + radius, radius - 1, 0.8, rule);
  const style = { ...styles.label, color: grey };
  const lines = [words.sealPlace.zh, words.sealPlace.en].map((text) => pages.shape(text, style));
  pages.lines(lines, x, y + 30, style, 'center', SEAL_SIZE);
}

const NOTE = {
  zh: '本 PDF 文件已数字签名，并附有可由机器读取的签名凭证 credential.json；打印件以核验结果为准。',
  en: 'This PDF is digitally signed and carries the signed machine-readable credential, credential.json. A printed copy is worth what its verification says.',
};

function noteHeight(pages: ReportPages): number {
  return (
    pages.spacing.note +
    pages.wrap(NOTE.zh, styles.label, contentWidth).length * styles.label.leading +
    pages.wrap(NOTE.en, styles.labelEnglish, contentWidth).length * styles.labelEnglish.leading
  );
}

function drawNote(pages: ReportPages): void {
  pages.y -= pages.spacing.note;
  for (const [text, style] of [
    [NOTE.zh, styles.label],
    [NOTE.en, styles.labelEnglish],
  ] as const) {
    pages.y -= pages.lines(pages.wrap(text, style, contentWidth), page.left, pages.y, style);
  }
}
