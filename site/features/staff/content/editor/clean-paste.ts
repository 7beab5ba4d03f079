import { bringTablesIntoShape } from './clean-tables.ts';
import { gatherLists } from './word-lists.ts';

/** Taken out with all that is in them. */
const GONE =
  'style,script,noscript,template,meta,link,title,xml,img,picture,svg,math,canvas,video,audio,source,iframe,object,embed,form,input,button,select,textarea,colgroup,col';
/** What stays; of anything else only its text does. */
const KEPT = new Set(
  'P H2 H3 H4 UL OL LI TABLE TBODY TR TH TD STRONG EM S A BR BLOCKQUOTE HR CODE PRE'.split(' '),
);
const RENAMED: Record<string, string> = {
  B: 'strong',
  I: 'em',
  STRIKE: 's',
  DEL: 's',
  H1: 'h2',
  H5: 'h4',
  H6: 'h4',
  DIV: 'p',
  CENTER: 'p',
};

/**
 * What Word, WPS, Excel and web pages put on the clipboard, as plain structure: headings, paragraphs,
 * bold, italics, lists, links and tables. No styles, no pictures (those of a document cannot be read
 * from here, and others tell a stranger who reads what), no addresses but of the web, of mail and of
 * this site.
 * @returns HTML, and how many pictures were left out
 */
export function cleanPaste(html: string, origin: string): { html: string; pictures: number } {
  const page = new DOMParser().parseFromString(withoutStyles(html), 'text/html');
  const { body } = page;
  const pictures = body.querySelectorAll('img, v\\:imagedata').length;
  removeComments(body);
  gatherLists(body);
  for (const element of body.querySelectorAll(GONE)) element.remove();
  markBold(body);
  bringTablesIntoShape(body);
  for (const element of [...body.querySelectorAll('*')]) plain(element, origin);
  dropEmpty(body);
  return { html: body.innerHTML, pictures };
}

/**
 * The policy of the page forbids styles in whatever is read, even to look at it: what they say of
 * lists and of bold is read from `data-style`.
 */
function withoutStyles(html: string): string {
  return html
    .replaceAll(/<style[\s\S]*?<\/style>/gi, '')
    .replaceAll(/<[a-z][^<>]*>/gi, (tag) => tag.replaceAll(/\sstyle\s*=/gi, ' data-style='));
}

function removeComments(body: HTMLElement): void {
  const walker = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_COMMENT);
  const found: Node[] = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  for (const node of found) node.parentNode?.removeChild(node);
}

/** WPS and web pages write bold as a style; a heading is bold by itself. */
function markBold(body: HTMLElement): void {
  for (const element of body.querySelectorAll<HTMLElement>('span, font')) {
    const weight = /font-weight:\s*(bold|[6-9]00)/i.test(element.getAttribute('data-style') ?? '');
    if (weight && !element.closest('b,strong,h1,h2,h3,h4,h5,h6,th')) rename(element, 'strong');
  }
  // `<b style="font-weight:normal">` wraps whole documents of some web editors.
  for (const element of body.querySelectorAll<HTMLElement>('b')) {
    if (/(^|;)\s*font-weight:\s*(normal|400)/i.test(element.getAttribute('data-style') ?? '')) {
      element.replaceWith(...element.childNodes);
    }
  }
  for (const element of body.querySelectorAll(
    'h1 b,h2 b,h3 b,h4 b,h5 b,h6 b,h1 strong,h2 strong,h3 strong',
  )) {
    element.replaceWith(...element.childNodes);
  }
}

function plain(element: Element, origin: string): void {
  const href = element.getAttribute('href');
  const named = RENAMED[element.tagName];
  const one = named === undefined ? element : rename(element, holdsBlocks(element) ? '' : named);
  if (one === undefined) return;
  for (const { name } of [...one.attributes]) one.removeAttribute(name);
  const address = one.tagName === 'A' ? safeAddress(href, origin) : undefined;
  if (address !== undefined) one.setAttribute('href', address);
  const stays = KEPT.has(one.tagName) && (one.tagName !== 'A' || address !== undefined);
  if (!stays) one.replaceWith(...one.childNodes);
}

function holdsBlocks(element: Element): boolean {
  return element.querySelector('p,div,h1,h2,h3,h4,h5,h6,ul,ol,table,blockquote,pre,hr') !== null;
}

/** With '' for a name only what is in it stays. */
function rename(element: Element, name: string): Element | undefined {
  if (name === '') {
    element.replaceWith(...element.childNodes);
    return undefined;
  }
  const other = element.ownerDocument.createElement(name);
  other.append(...element.childNodes);
  element.replaceWith(other);
  return other;
}

function safeAddress(href: string | null, origin: string): string | undefined {
  if (href === null || href.startsWith('#') || !URL.canParse(href, origin)) return undefined;
  const url = new URL(href, origin);
  if (url.protocol === 'mailto:') return url.href;
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  return url.origin === origin ? `${url.pathname}${url.search}${url.hash}` : url.href;
}

/** Word writes an empty paragraph for each empty line, and runs without letters. */
function dropEmpty(body: HTMLElement): void {
  const isEmpty = (element: Element) =>
    (element.textContent ?? '').replaceAll('\u00a0', ' ').trim() === '';
  for (const element of [...body.querySelectorAll('strong,em,s,a,code')].reverse()) {
    if (isEmpty(element)) element.replaceWith(...element.childNodes);
  }
  for (const element of body.querySelectorAll('p,h2,h3,h4,li')) {
    const inCell = element.closest('td,th') !== null;
    if (!inCell && isEmpty(element)) element.remove();
  }
}
