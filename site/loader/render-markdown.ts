import { satteri } from '@astrojs/markdown-satteri';

export interface RenderedText {
  html: string;
  headings: { depth: number; slug: string; text: string }[];
}

// Code blocks are rare here and Shiki needs inline styles, which the policy of every page forbids.
const renderer = satteri().createRenderer({ syntaxHighlight: false });

/** CommonMark with the tables of GitHub; headings get ids. What editors write is trusted with HTML. */
export async function renderMarkdown(body: string): Promise<RenderedText> {
  const { code, metadata } = await (await renderer).render(body);
  return { html: code, headings: metadata.headings };
}
