/** HTML that is safe to insert: made by `html` alone, where every value is escaped. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type HtmlPart = Html | string | number | null | undefined | false | readonly HtmlPart[];

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * html`<p title="${title}">${text}</p>`: values are escaped for text and for quoted attributes,
 * arrays are joined, `null`, `undefined` and `false` leave nothing.
 */
export function html(strings: TemplateStringsArray, ...parts: HtmlPart[]): Html {
  let text = strings[0] ?? '';
  for (let index = 0; index < parts.length; index++) {
    text += write(parts[index]) + strings[index + 1];
  }
  return new Html(text);
}

const SPECIAL = /[&<>"']/;

/** Written for speed: it draws every cell of every table. */
function write(part: HtmlPart): string {
  if (typeof part === 'string') return SPECIAL.test(part) ? escaped(part) : part;
  if (part === null || part === undefined || part === false) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'number') return String(part);
  let text = '';
  for (const item of part) text += write(item);
  return text;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}
