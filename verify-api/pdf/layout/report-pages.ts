import { breakLines } from '../break-lines.ts';
import type { Typefaces } from '../load-typefaces.ts';
import { type FontBook, PageCanvas, type Rgb, textWidth } from '../page-canvas.ts';
import { type PlacedGlyph, shapeText } from '../shape-text.ts';
import type { Spacing, TextStyle } from './theme.ts';

/** Draws what stands on a page before anything else, and returns where its contents begin. */
export type BeginPage = (canvas: PageCanvas, pageIndex: number) => number;

/** The pages of one report as they fill: a cursor that moves down, and begins a page when told. */
export class ReportPages {
  readonly canvases: PageCanvas[] = [];
  /** The top of what comes next, in points from the lower edge. */
  y = 0;
  readonly spacing: Spacing;
  #top = 0;
  readonly #faces: Typefaces;
  readonly #fonts: FontBook;
  readonly #begin: BeginPage;
  readonly #accent: Rgb;
  readonly #shaped = new Map<string, PlacedGlyph[]>();

  constructor(
    faces: Typefaces,
    fonts: FontBook,
    begin: BeginPage,
    { spacing, accent }: { spacing: Spacing; accent: Rgb },
  ) {
    this.spacing = spacing;
    this.#accent = accent;
    this.#faces = faces;
    this.#fonts = fonts;
    this.#begin = begin;
    this.newPage();
  }

  get canvas(): PageCanvas {
    return this.canvases.at(-1) as PageCanvas;
  }

  newPage(): void {
    const canvas = new PageCanvas(this.#fonts, this.#accent);
    this.canvases.push(canvas);
    this.y = this.#begin(canvas, this.canvases.length - 1);
    this.#top = this.y;
  }

  /** Whether nothing stands on this page yet. */
  get atTop(): boolean {
    return this.y === this.#top;
  }

  fits(height: number): boolean {
    return this.y - height >= this.spacing.bottom;
  }

  /** Begins a page unless `height` still fits on this one. */
  ensure(height: number): void {
    if (!this.fits(height)) this.newPage();
  }

  shape(text: string, style: TextStyle): PlacedGlyph[] {
    const key = `${style.weight} ${text}`;
    const known = this.#shaped.get(key);
    if (known !== undefined) return known;
    const glyphs = shapeText(text, style.weight, this.#faces);
    this.#shaped.set(key, glyphs);
    return glyphs;
  }

  width(text: string, style: TextStyle): number {
    return textWidth(this.shape(text, style), style.size, style.spacing);
  }

  wrap(text: string, style: TextStyle, width: number): PlacedGlyph[][] {
    return breakLines(this.shape(text, style), (width * 1000) / style.size);
  }

  /**
   * Writes lines downward from `top`, each on the baseline that centres it in its leading, and
   * returns the height taken. Without `width` alignment is about `x` itself.
   */
  lines(
    lines: PlacedGlyph[][],
    x: number,
    top: number,
    style: TextStyle,
    align: 'left' | 'right' | 'center' = 'left',
    width = 0,
    canvas = this.canvas,
  ): number {
    lines.forEach((line, index) => {
      const spare = width - textWidth(line, style.size, style.spacing);
      const shift = { left: 0, right: spare, center: spare / 2 }[align];
      canvas.text(line, x + shift, baseline(top - index * style.leading, style), style);
    });
    return lines.length * style.leading;
  }

  /** One line, not wrapped; returns its width. */
  write(
    text: string,
    x: number,
    top: number,
    style: TextStyle,
    align: 'left' | 'right' | 'center' = 'left',
    canvas = this.canvas,
  ): number {
    const line = this.shape(text, style);
    this.lines([line], x, top, style, align, 0, canvas);
    return textWidth(line, style.size, style.spacing);
  }
}

/** How far beneath the top of the larger text the smaller begins, to stand on the same baseline. */
export function dropToBaseline(larger: TextStyle, smaller: TextStyle): number {
  return baseline(0, smaller) - baseline(0, larger);
}

/** Chinese characters stand from 0.12 em below the baseline to 0.88 em above it. */
export function baseline(top: number, style: TextStyle): number {
  return top - (style.leading - style.size) / 2 - style.size * 0.88;
}
