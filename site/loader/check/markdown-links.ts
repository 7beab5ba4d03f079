/** A link or picture of a Markdown text. */
export interface MarkdownLink {
  target: string;
  /** Line of the text, counting from 1. */
  line: number;
  /** A picture, which is carried along with its entry. */
  picture: boolean;
}

const INLINE = /(!\[[^\]]*)?\]\(\s*(?:<([^>]*)>|([^\s)]+))/g;
const DEFINITION = /^ {0,3}()\[[^\]]+\]:\s*(?:<([^>]*)>|(\S+))/g;
const HTML = /\b(?:href|src)()\s*=\s*["']([^"']*)["']/gi;

/** Targets of all links and pictures, code left out. Enough for what editors write. */
export function* linksIn(markdown: string): Generator<MarkdownLink> {
  let fenced = false;
  for (const [index, raw] of markdown.split('\n').entries()) {
    if (/^\s*(```|~~~)/.test(raw)) fenced = !fenced;
    if (fenced) continue;
    const text = raw.replace(/`[^`]*`/g, '');
    for (const pattern of [INLINE, DEFINITION, HTML]) {
      for (const match of text.matchAll(pattern)) {
        const target = match[2] ?? match[3];
        if (target) yield { target, line: index + 1, picture: match[1]?.startsWith('!') ?? false };
      }
    }
  }
}
