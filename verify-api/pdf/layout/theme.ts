import type { Color, Rgb } from '../page-canvas.ts';
import type { Weight } from '../shape-text.ts';

/** All lengths in points (1/72 inch). */
export const MILLIMETRE = 72 / 25.4;

/** ISO 216 A4. */
export const page = {
  width: 595.28,
  height: 841.89,
  left: 54,
  right: 541.28,
  top: 796,
  bottom: 62,
} as const;
export const contentWidth = page.right - page.left;

/** White space that gives way before a report grows a second page. */
export interface Spacing {
  belowQr: number;
  belowTitle: number;
  aboveStatement: number;
  field: number;
  aboveSection: number;
  belowHeading: number;
  /** A section's only table is named in the heading rather than on a line of its own. */
  captionInHeading: boolean;
  cell: number;
  end: number;
  closing: number;
  step: number;
  note: number;
  bottom: number;
}

export const roomy: Spacing = {
  belowQr: 25,
  belowTitle: 15,
  aboveStatement: 14,
  field: 6,
  aboveSection: 16,
  belowHeading: 4,
  captionInHeading: false,
  cell: 4.2,
  end: 26,
  closing: 12,
  step: 4,
  note: 10,
  bottom: page.bottom,
};

export const tight: Spacing = {
  belowQr: 17,
  belowTitle: 9,
  aboveStatement: 9,
  field: 4,
  aboveSection: 10,
  belowHeading: 2,
  captionInHeading: true,
  cell: 3,
  end: 20,
  closing: 6,
  step: 2,
  note: 6,
  bottom: 58,
};

export const ink = 0.1;
export const grey = 0.36;
export const rule = 0.62;
export const watermark = 0.92;
export const accent = 'accent';
/** 黛蓝: as dark as ink when printed in grey. */
export const usualAccent: Rgb = [0.09, 0.24, 0.31];

export interface TextStyle {
  weight: Weight;
  size: number;
  leading: number;
  color: Color;
  spacing?: number;
}

const style = (weight: Weight, size: number, leading: number, color: Color): TextStyle => ({
  weight,
  size,
  leading,
  color,
});

export const styles = {
  bank: style('bold', 13, 18, accent),
  bankEnglish: style('regular', 8, 12, grey),
  title: { ...style('bold', 25, 34, ink), spacing: 2 },
  titleEnglish: style('regular', 10.5, 15, grey),
  number: style('bold', 11.5, 15, ink),
  label: style('regular', 8, 11, grey),
  labelEnglish: style('regular', 6.5, 9, grey),
  name: style('bold', 15, 20, ink),
  longName: style('bold', 12, 17, ink),
  value: style('regular', 10.5, 15, ink),
  valueNote: style('regular', 7.5, 11, grey),
  statement: style('regular', 10, 16, ink),
  statementEnglish: style('regular', 8, 12, grey),
  section: style('bold', 11.5, 16, accent),
  sectionEnglish: style('regular', 8, 16, grey),
  caption: style('regular', 8.5, 13, ink),
  captionEnglish: style('regular', 7, 13, grey),
  url: style('regular', 8.8, 13, accent),
  head: style('regular', 8, 10.5, accent),
  headEnglish: style('regular', 6.2, 8.5, grey),
  cell: style('regular', 8.8, 12.6, ink),
  cellNote: style('regular', 7.2, 10.4, grey),
  total: style('bold', 8.8, 12.6, ink),
  running: style('regular', 8, 11, grey),
  body: style('regular', 8.8, 13, ink),
  bodyEnglish: style('regular', 7, 10, grey),
  signature: style('bold', 10.5, 16, ink),
  demo: style('bold', 9, 12, ink),
} as const satisfies Record<string, TextStyle>;
