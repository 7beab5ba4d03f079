import type { BilingualLabel } from '#domain/bank.ts';
import type { Credential } from '#domain/credential.ts';
import { formatReportNumber } from '#domain/report-number.ts';
import { breakLines } from '../break-lines.ts';
import type { PageCanvas } from '../page-canvas.ts';
import { textWidth } from '../page-canvas.ts';
import type { PlacedGlyph } from '../shape-text.ts';
import { words } from './labels.ts';
import { baseline, type ReportPages } from './report-pages.ts';
import { contentWidth, ink, page, rule, styles, type TextStyle, watermark } from './theme.ts';

type Shape = (text: string, style: TextStyle) => PlacedGlyph[];

const RUNNING_TOP = 806;
const RUNNING_GAP = 20;
const FOOTER_TOP = 46;
const DEMO_TOP = 830;

/**
 * What stands on a page before its contents: the mark of a preview or a demonstration, beneath all text, and
 * from the second page on whose report this is. Returns where the contents begin.
 */
export function beginPage(
  canvas: PageCanvas,
  pageIndex: number,
  { credential, preview = false }: { credential: Credential; preview?: boolean },
  shape: Shape,
): number {
  if (preview) drawMark(canvas, words.preview, 'PREVIEW', shape);
  else if (credential.demo) drawMark(canvas, words.demo, 'DEMO', shape);
  if (pageIndex === 0) return page.top;
  const style = styles.running;
  const width = (line: PlacedGlyph[]) => textWidth(line, style.size);
  const holder = shape(`${credential.typeLabel.zh}　${credential.holder.name}`, style);
  const bank = shape(credential.issuer.name, style);
  const text = baseline(RUNNING_TOP, style);
  const [held = []] = breakLines(holder, (contentWidth * 1000) / style.size);
  canvas.text(held, page.left, text, style);
  if (width(holder) + width(bank) + RUNNING_GAP <= contentWidth) {
    canvas.text(bank, page.right - width(bank), text, style);
  }
  const y = RUNNING_TOP - styles.running.leading - 5;
  canvas.line(page.left, y, page.right, y, 0.35, rule);
  return y - 16;
}

/** Pale and large across the page, and once more in a frame at its head, plain in any print. */
function drawMark(canvas: PageCanvas, mark: BilingualLabel, short: string, shape: Shape): void {
  const style: TextStyle = { weight: 'bold', size: 44, leading: 60, color: watermark };
  const pale = shape(`${mark.zh}  ${short}`, style);
  const angle = Math.PI / 5;
  const length = textWidth(pale, style.size);
  for (const centre of [0.2, 0.48, 0.76]) {
    const x = page.width / 2 - (Math.cos(angle) * length) / 2;
    const y = page.height * centre - (Math.sin(angle) * length) / 2;
    canvas.text(pale, x, y, { ...style, angle });
  }
  const text = shape(`${mark.zh}   ${mark.en}`, styles.demo);
  const width = textWidth(text, styles.demo.size);
  const left = page.left + (contentWidth - width) / 2;
  const frame = [left - 12, DEMO_TOP - 16, width + 24, 17];
  canvas.fillRectangles([frame], 1);
  canvas.strokeRectangle(frame, 0.8, ink);
  canvas.text(text, left, baseline(DEMO_TOP - 1.5, styles.demo), styles.demo);
}

/** Once the number of pages is known: number of the report, and page x of y. */
export function drawFooters(pages: ReportPages, credential: Credential): void {
  const count = pages.canvases.length;
  const style = styles.running;
  pages.canvases.forEach((canvas, at) => {
    canvas.line(page.left, FOOTER_TOP + 6, page.right, FOOTER_TOP + 6, 0.35, rule);
    const number = `${words.number.zh} ${words.number.en}  ${formatReportNumber(credential.number)}`;
    pages.write(number, page.left, FOOTER_TOP, style, 'left', canvas);
    const place = `第 ${at + 1} 页，共 ${count} 页  Page ${at + 1} of ${count}`;
    pages.write(place, page.right, FOOTER_TOP, style, 'right', canvas);
  });
}
