import type { Typefaces } from '../load-typefaces.ts';
import type { FontBook, Rgb } from '../page-canvas.ts';
import { shapeText } from '../shape-text.ts';
import { type ClosingInput, closingHeight, drawClosing } from './closing-block.ts';
import { drawSections } from './outcome-sections.ts';
import { beginPage, drawFooters } from './page-frame.ts';
import { drawReportHead, type HeadInput } from './report-head.ts';
import { type BeginPage, ReportPages } from './report-pages.ts';
import { roomy, type Spacing, type TextStyle, tight, usualAccent } from './theme.ts';

/** `accent`: the colour of rules and headings. `preview`: the pages say that nothing was issued. */
export type LayoutInput = HeadInput & ClosingInput & { accent?: Rgb; preview?: boolean };

/**
 * The contents of each page of a report. One that is a little too long for a single page is set more
 * tightly, so that its signature does not stand alone. Throws UnprintableTextError.
 */
export function layOutReport(input: LayoutInput, faces: Typefaces, fonts: FontBook): ReportPages {
  const asUsual = layOut(input, faces, fonts, roomy);
  if (asUsual.canvases.length !== 2) return asUsual;
  const tighter = layOut(input, faces, fonts, tight);
  return tighter.canvases.length === 1 ? tighter : asUsual;
}

function layOut(input: LayoutInput, faces: Typefaces, fonts: FontBook, spacing: Spacing) {
  const { credential, accent = usualAccent } = input;
  const shape = (text: string, style: TextStyle) => shapeText(text, style.weight, faces);
  const begin: BeginPage = (canvas, pageIndex) => beginPage(canvas, pageIndex, input, shape);
  const pages = new ReportPages(faces, fonts, begin, { spacing, accent });
  drawReportHead(pages, input);
  drawSections(pages, credential, closingHeight(pages, input));
  drawClosing(pages, input);
  drawFooters(pages, credential);
  return pages;
}
