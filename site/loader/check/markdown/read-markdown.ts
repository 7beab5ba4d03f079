import { type MdastNode, markdownToMdast } from 'satteri';

/** A link or picture of a Markdown text. */
export interface MarkdownLink {
  target: string;
  /** Line of the text, counting from 1. */
  line: number;
  /** A picture, which is carried along with its entry. */
  picture: boolean;
  /** What is said in place of a picture. */
  alt: string;
}

/** A piece of a Markdown text, and the line on which it starts. */
export interface MarkdownPiece {
  text: string;
  line: number;
}

export interface MarkdownParts {
  links: MarkdownLink[];
  /** HTML as it would stand in the page. */
  html: MarkdownPiece[];
  /** What is read, code left out. */
  texts: MarkdownPiece[];
}

/** The same text is asked for by several checks, and by each publication again. */
const known = new Map<string, MarkdownParts>();
const MOST_KNOWN = 2000;

/**
 * The parts of a Markdown text that are checked, as the parser sees them that makes the pages: what it
 * takes for a link, for HTML or for code cannot be told from single lines.
 */
export function readMarkdown(markdown: string): MarkdownParts {
  const found = known.get(markdown) ?? partsOf(markdown);
  known.delete(markdown);
  known.set(markdown, found);
  const [oldest] = known.keys();
  if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest);
  return found;
}

/** Targets of all links and pictures. */
export function linksIn(markdown: string): MarkdownLink[] {
  return readMarkdown(markdown).links;
}

/** A node of any kind; which fields it has goes by its type. */
interface Node {
  type: string;
  value?: string;
  url?: string;
  alt?: string | null;
  identifier?: string;
  children?: Node[];
  position?: { start: { line: number } };
}

function partsOf(markdown: string): MarkdownParts {
  const parts: MarkdownParts = { links: [], html: [], texts: [] };
  const root: MdastNode = markdownToMdast(markdown, { features: { gfm: true } });
  const nodes = [...walk(root as unknown as Node)];
  const targets = new Map(
    nodes.flatMap(({ type, identifier, url }) =>
      type === 'definition' ? [[identifier ?? '', url ?? ''] as const] : [],
    ),
  );
  for (const node of nodes) {
    const line = node.position?.start.line ?? 1;
    const picture = node.type === 'image' || node.type === 'imageReference';
    if (picture || node.type === 'link' || node.type === 'definition') {
      const target = node.url ?? targets.get(node.identifier ?? '') ?? '';
      parts.links.push({ target, line, picture, alt: node.alt?.trim() ?? '' });
    } else if (node.type === 'html') parts.html.push({ text: node.value ?? '', line });
    else if (node.type === 'text') parts.texts.push({ text: node.value ?? '', line });
  }
  return parts;
}

function* walk(node: Node): Generator<Node> {
  yield node;
  for (const child of node.children ?? []) yield* walk(child);
}
