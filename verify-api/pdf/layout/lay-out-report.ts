import type { Typefaces } from '../load-typefaces.ts';
import type { FontBook } from '../page-canvas.ts';
import { shapeText } from '../shape-text.ts';
import { type ClosingInput, closingHeight, drawClosing } from './closing-block.ts';
import { drawSections } from './outcome-sections.ts';
import { beginPage, drawFooters } from './page-frame.ts';
import { drawReportHead, type HeadInput } from './report-head.ts';
import { ReportPages } from './report-pages.ts';

export type LayoutInput = HeadInput & ClosingInput;

/** The contents of each page of a report. Throws UnprintableTextError. */
export function layOutReport(input: LayoutInput, faces: Typefaces, fonts: FontBook): ReportPages {
  const { credential } = input;
  const pages = new ReportPages(faces, fonts, (canvas, pageIndex) =>
    beginPage(canvas, pageIndex, credential, (text, style) => shapeText(text, style.weight, faces)),
  );
  drawReportHead(pages, input);
  drawSections(pages, credential, closingHeight(pages, input));
  drawClosing(pages, input);
  drawFooters(pages, credential);
  return pages;
}
