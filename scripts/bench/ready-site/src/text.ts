/** A module of its own, so that the text is made once and not for each page. */
import { readFileSync } from 'node:fs';
import type { PageShape } from '../../page-shapes.ts';

const SHELL_BYTES = 200;
const paragraph = '<p>学分银行把各类学习成果认定、存入、转换为学分，供学习者在高校网点使用。</p>';
const charactersPerByte = paragraph.length / Buffer.byteLength(paragraph);

export const shapes: PageShape[] = JSON.parse(readFileSync('pages.json', 'utf8'));

const longest = Math.max(...shapes.map(({ bytes }) => bytes));
// Read back from bytes: a plain string, which a repeated one is not yet.
const text = Buffer.from(paragraph.repeat(Math.ceil(longest / paragraph.length))).toString();

export function textOf(bytes: number): string {
  return text.slice(0, Math.round((bytes - SHELL_BYTES) * charactersPerByte));
}
