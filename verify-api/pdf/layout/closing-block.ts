import { chinaDate, formatChineseDate } from '#domain/china-date.ts';
import type { Credential } from '#domain/credential.ts';
import type { SealImage } from '../seal-image.ts';
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
const STEPS_WIDTH = 246;
const SIGNATURE_LEFT = page.left + STEPS_WIDTH + 26;
const SIGNATURE_WIDTH = page.right - SIGNATURE_LEFT;
const END_HEIGHT = 26;
const GAP = 14;

/** The height `drawClosing` takes. */
export function closingHeight(pages: ReportPages, input: ClosingInput): number {
  return END_HEIGHT + GAP + Math.max(stepsHeight(pages, input), SEAL_SIZE + 6) + noteHeight(pages);
}

/** End of list, how to verify, who signs, and the place of the seal. */
export function drawClosing(pages: ReportPages, input: ClosingInput): void {
  drawEnd(pages);
  const top = pages.y - GAP;
  drawSteps(pages, input, top);
  drawSignature(pages, input, top);
  pages.y = top - Math.max(stepsHeight(pages, input), SEAL_SIZE + 6);
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
  pages.y -= END_HEIGHT;
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
      zh: '将网页显示的内容与本报告逐项对照，效力以网页显示的当前状态为准。',
      en: 'Compare what is shown with this report; the state shown there is the one that counts.',
    },
  ];
}

const STEP_INDENT = 15;
const STEP_GAP = 4;

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
      STEP_GAP,
  );
  return styles.caption.leading + 6 + each.reduce((sum, height) => sum + height, 0);
}

function drawSteps(pages: ReportPages, input: ClosingInput, top: number): void {
  let y = top;
  const width = pages.write(words.verify.zh, page.left, y, styles.total);
  pages.write(words.verify.en, page.left + width + 6, y, styles.captionEnglish);
  y -= styles.caption.leading + 6;
  stepLines(pages, input).forEach(({ zh, en, url }, at) => {
    pages.write(`${at + 1}`, page.left, y, styles.total);
    y -= pages.lines(zh, page.left + STEP_INDENT, y, styles.body);
    y -= pages.lines(en, page.left + STEP_INDENT, y, styles.bodyEnglish);
    y -= pages.lines(url, page.left + STEP_INDENT, y, styles.url) + STEP_GAP;
  });
}

function drawSignature(pages: ReportPages, input: ClosingInput, top: number): void {
  const { credential, seal } = input;
  const { signatory, issuer, office, issuedAt } = credential;
  const sealX = page.right - SEAL_SIZE;
  const sealY = top - SEAL_SIZE;
  if (seal === undefined) drawSealPlace(pages, sealX, sealY);
  let y = top - 10;
  const put = (text: string, style: (typeof styles)['body' | 'signature' | 'bodyEnglish']) => {
    y -= pages.lines(pages.wrap(text, style, SIGNATURE_WIDTH), SIGNATURE_LEFT, y, style);
  };
  put(issuer.name, styles.signature);
  put(issuer.englishName, styles.bodyEnglish);
  y -= 8;
  put(office, styles.body);
  put(
    signatory.name === null ? signatory.title : `${signatory.title}  ${signatory.name}`,
    styles.body,
  );
  y -= 8;
  put(formatChineseDate(chinaDate(new Date(issuedAt))), styles.body);
  if (seal !== undefined) {
    const scale = SEAL_SIZE / Math.max(seal.width, seal.height);
    const [width, height] = [seal.width * scale, seal.height * scale];
    const x = sealX + (SEAL_SIZE - width) / 2;
    pages.canvas.image(SEAL_RESOURCE, x, sealY + (SEAL_SIZE - height) / 2, width, height);
  }
}

function drawSealPlace(pages: ReportPages, x: number, y: number): void {
  const radius = SEAL_SIZE / 2;
  pages.canvas.dottedCircle(x + radius, y + radius, radius - 1, 0.8, rule);
  const style = { ...styles.label, color: grey };
  const lines = [words.sealPlace.zh, words.sealPlace.en].map((text) => pages.shape(text, style));
  pages.lines(lines, x, y + 34, style, 'center', SEAL_SIZE);
}

const NOTE = {
  zh: '本 PDF 文件已数字签名，并附有可由机器读取的签名凭证 credential.json；打印件以核验结果为准。',
  en: 'This PDF is digitally signed and carries the signed machine-readable credential, credential.json. A printed copy is worth what its verification says.',
};

function noteHeight(pages: ReportPages): number {
  return (
    10 +
    pages.wrap(NOTE.zh, styles.label, contentWidth).length * styles.label.leading +
    pages.wrap(NOTE.en, styles.labelEnglish, contentWidth).length * styles.labelEnglish.leading
  );
}

function drawNote(pages: ReportPages): void {
  pages.y -= 10;
  for (const [text, style] of [
    [NOTE.zh, styles.label],
    [NOTE.en, styles.labelEnglish],
  ] as const) {
    pages.y -= pages.lines(pages.wrap(text, style, contentWidth), page.left, pages.y, style);
  }
}
