import type { JSONContent } from '@tiptap/core';
import type { MarkdownManager } from '@tiptap/markdown';
import type { Node, Schema } from '@tiptap/pm/model';

/** What the editor has no way to show: then the text is changed as Markdown only. */
const FOREIGN = ['html', 'def'];

/**
 * A Markdown text on its way through the editor. Blocks that nobody touches keep the letters they
 * were written with: the document's nodes are never changed in place, so a node that is still the
 * same object is still the same text.
 */
export class MarkdownText {
  private readonly manager: MarkdownManager;
  private readonly source: string;
  private readonly written = new WeakMap<Node, string>();
  private opened: Node | undefined;

  constructor(manager: MarkdownManager, source: string) {
    this.manager = manager;
    this.source = source;
  }

  /** Undefined when the text has something that the editor could not give back. */
  static blocksOf(manager: MarkdownManager, source: string): JSONContent[][] | undefined {
    const tokens = manager.instance.lexer(source).filter(({ type }) => type !== 'space');
    if (
      tokens.some(({ type }) => FOREIGN.includes(type)) ||
      /<[a-z!/]/i.test(withoutCode(source))
    ) {
      return undefined;
    }
    return tokens.map(({ raw }) => manager.parse(raw.trimEnd()).content ?? []);
  }

  /** The document to show; `keep` is told of it once the editor has made it. */
  parse(schema: Schema): JSONContent | undefined {
    const blocks = MarkdownText.blocksOf(this.manager, this.source);
    if (blocks === undefined) return undefined;
    const content = blocks.flat();
    const document = {
      type: 'doc',
      content: content.length > 0 ? content : [{ type: 'paragraph' }],
    };
    try {
      schema.nodeFromJSON(document).check();
      return document;
    } catch {
      return undefined;
    }
  }

  keep(document: Node): void {
    this.opened = document;
    const tokens = this.manager.instance.lexer(this.source).filter(({ type }) => type !== 'space');
    // One block, one node; anything else is written anew when something changes.
    if (tokens.length !== document.childCount) return;
    for (const [at, { raw }] of tokens.entries()) {
      this.written.set(document.child(at), raw.trimEnd());
    }
  }

  /** The document as Markdown; the very text it was made from as long as nothing is changed. */
  write(document: Node): string {
    if (this.opened?.eq(document)) return this.source;
    const blocks = document.children.map((node) => this.written.get(node) ?? this.draw(node));
    const text = blocks.filter((block) => block !== '').join('\n\n');
    return text === '' ? '' : `${text}\n`;
  }

  private draw(node: Node): string {
    return this.manager
      .serialize({ type: 'doc', content: [node.toJSON()] })
      .replace(/^\n+|\s+$/g, '');
  }
}

function withoutCode(markdown: string): string {
  return markdown.replaceAll(/```[\s\S]*?```|`[^`\n]*`/g, '').replaceAll(/<br\s*\/?>/gi, '');
}
