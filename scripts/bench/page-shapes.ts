import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** What a page holds, so that another site can have one like it. */
export interface PageShape {
  /** Address without slashes at its ends. */
  page: string;
  bytes: number;
  /** Rows of tables, their heads and feet not counted. */
  rows: number;
  /** Terms of definition lists, those at the foot of every page not counted. */
  facts: number;
}

/** The shape of each page of a built site. `404.html` counts as the page `404`. */
export function pageShapes(directory: string): PageShape[] {
  return globSync('**/*.html', { cwd: directory })
    .sort()
    .map((file) => ({
      page: file
        .split(path.sep)
        .join('/')
        .replace(/\/?(index)?\.html$/, ''),
      ...shapeOf(readFileSync(path.join(directory, file), 'utf8')),
    }));
}

export function shapeOf(html: string): Omit<PageShape, 'page'> {
  const body = html.slice(0, html.lastIndexOf('<footer'));
  return {
    bytes: Buffer.byteLength(html),
    rows: count(html, '<tr') - count(html, '<thead') - count(html, '<tfoot'),
    facts: count(body, '<dt'),
  };
}

function count(text: string, piece: string): number {
  return text.split(piece).length - 1;
}
