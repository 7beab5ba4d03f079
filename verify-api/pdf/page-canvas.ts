import { lineWidth } from './break-lines.ts';
import type { PlacedGlyph, Weight } from './shape-text.ts';
import type { Typeface } from './typeface.ts';

/** Red, green and blue, each 0 to 1. */
export type Rgb = readonly [number, number, number];
/** Grey, 0 to 1; red, green and blue; or the bank's own colour. */
export type Color = number | Rgb | 'accent';

/** What a page asks of the document: the resource name of a font, and its glyphs in Tj's form. */
export interface FontBook {
  name(face: Typeface): string;
  encode(face: Typeface, glyphs: readonly PlacedGlyph[]): string;
}

/** Of the type size: makes a regular weight look semibold. */
const OUTLINE = 0.03;

/**
 * The marks on one page, as PDF operators (ISO 32000-1 annex A). Lengths in points, the origin at
 * the lower left; the y of a text is its baseline.
 */
export class PageCanvas {
  readonly #fonts: FontBook;
  readonly #accent: Rgb;
  readonly #operators: string[] = [];

  constructor(fonts: FontBook, accent: Rgb) {
    this.#fonts = fonts;
    this.#accent = accent;
  }

  /**
   * `spacing` in points is added behind each glyph, `angle` is in radians. Bold text in a font
   * that has no bold is thickened by an outline.
   */
  text(
    line: readonly PlacedGlyph[],
    x: number,
    y: number,
    style: { weight: Weight; size: number; color: Color; spacing?: number; angle?: number },
  ): void {
    const { size, color, spacing = 0, angle = 0 } = style;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    let along = 0;
    for (const run of runsOfOneFont(line)) {
      const face = (run[0] as PlacedGlyph).face;
      const at = [cos, sin, -sin, cos, x + along * cos, y + along * sin].map(num).join(' ');
      const thick = style.weight === 'bold' && !face.bold;
      const pen = thick ? `${this.#stroke(color)} ${num(size * OUTLINE)} w 2 Tr` : '0 Tr';
      this.#operators.push(
        `BT ${this.#fill(color)} ${pen} /${this.#fonts.name(face)} ${num(size)} Tf ${num(spacing)} Tc ` +
          `${at} Tm ${this.#fonts.encode(face, run)} Tj ET`,
      );
      along += textWidth(run, size, spacing);
    }
  }

  line(x1: number, y1: number, x2: number, y2: number, width: number, color: Color): void {
    this.#operators.push(
      `${this.#stroke(color)} ${num(width)} w ${num(x1)} ${num(y1)} m ${num(x2)} ${num(y2)} l S`,
    );
  }

  /** Lower left corner, width and height of each. */
  fillRectangles(rectangles: readonly (readonly number[])[], color: Color): void {
    const paths = rectangles.map((sides) => `${sides.map(num).join(' ')} re`);
    this.#operators.push(`${this.#fill(color)} ${paths.join(' ')} f`);
  }

  strokeRectangle(sides: readonly number[], width: number, color: Color): void {
    this.#operators.push(`${this.#stroke(color)} ${num(width)} w ${sides.map(num).join(' ')} re S`);
  }

  dottedCircle(x: number, y: number, radius: number, width: number, color: Color): void {
    const k = radius * 0.5522847498;
    const curve = (...points: number[]) => `${points.map(num).join(' ')} c`;
    this.#operators.push(
      `q ${this.#stroke(color)} ${num(width)} w 1 J [0 ${num(width * 4)}] 0 d`,
      `${num(x + radius)} ${num(y)} m`,
      curve(x + radius, y + k, x + k, y + radius, x, y + radius),
      curve(x - k, y + radius, x - radius, y + k, x - radius, y),
      curve(x - radius, y - k, x - k, y - radius, x, y - radius),
      curve(x + k, y - radius, x + radius, y - k, x + radius, y),
      's Q',
    );
  }

  /** `name` is an XObject resource of the page. */
  image(name: string, x: number, y: number, width: number, height: number): void {
    const matrix = [width, 0, 0, height, x, y].map(num).join(' ');
    this.#operators.push(`q ${matrix} cm /${name} Do Q`);
  }

  content(): string {
    return this.#operators.join('\n');
  }

  #fill(color: Color): string {
    return fill(color === 'accent' ? this.#accent : color);
  }

  #stroke(color: Color): string {
    return stroke(color === 'accent' ? this.#accent : color);
  }
}

/** Points. */
export function textWidth(line: readonly PlacedGlyph[], size: number, spacing = 0): number {
  return (lineWidth(line) * size) / 1000 + line.length * spacing;
}

function runsOfOneFont(line: readonly PlacedGlyph[]): PlacedGlyph[][] {
  const runs: PlacedGlyph[][] = [];
  for (const glyph of line) {
    const run = runs.at(-1);
    if (run?.[0]?.face === glyph.face) run.push(glyph);
    else runs.push([glyph]);
  }
  return runs;
}

const components = (color: number | Rgb) =>
  typeof color === 'number' ? num(color) : color.map(num).join(' ');
const fill = (color: number | Rgb) =>
  `${components(color)} ${typeof color === 'number' ? 'g' : 'rg'}`;
const stroke = (color: number | Rgb) =>
  `${components(color)} ${typeof color === 'number' ? 'G' : 'RG'}`;

function num(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
