/** Where Word says that a paragraph is an item: `mso-list:l0 level2 lfo1`. */
const ITEM = /mso-list:\s*(l\d+)\s+level(\d+)/i;
const MARK = '[data-style*="mso-list:Ignore" i], [data-style*="mso-list: Ignore" i]';
/** 1. (1) a) i. are written by the list itself; 一、 and （一） are part of how an office numbers, and stay as text. */
const NUMBERED = /^[(（]?(\d+[.)）、]?|([a-zA-Z]|[ivxIVX]+)[.)）、])$/;
const CHINESE = /^[(（第]?[一二三四五六七八九十百]+/;

interface Item {
  paragraph: Element;
  level: number;
  ordered: boolean;
}

/** Turns the paragraphs that Word and WPS write for the items of a list into lists, one within the other. */
export function gatherLists(body: HTMLElement): void {
  const items = new Map<Element, Item>();
  for (const paragraph of body.querySelectorAll('p, h1, h2, h3, h4, h5, h6, div')) {
    const item = itemOf(paragraph);
    if (item) items.set(paragraph, item);
  }
  for (const [paragraph] of items) {
    const before = paragraph.previousElementSibling;
    if (before !== null && items.has(before)) continue;
    const run: Item[] = [];
    let next: Element | null = paragraph;
    while (next !== null) {
      const item = items.get(next);
      if (item === undefined) break;
      run.push(item);
      next = next.nextElementSibling;
    }
    build(run);
  }
}

function itemOf(paragraph: Element): Item | undefined {
  const [, , level] = ITEM.exec(paragraph.getAttribute('data-style') ?? '') ?? [];
  const mark = paragraph.querySelector(MARK);
  if (level === undefined || mark === null) return undefined;
  const text = (mark.textContent ?? '').replaceAll(/[\s\u00a0]/g, '');
  if (CHINESE.test(text)) {
    mark.replaceWith(text);
    return undefined;
  }
  mark.remove();
  return { paragraph, level: Number(level), ordered: NUMBERED.test(text) };
}

function build(run: readonly Item[]): void {
  const [first] = run;
  if (first === undefined) return;
  const page = first.paragraph.ownerDocument;
  const open: { list: Element; level: number }[] = [];
  for (const { paragraph, level, ordered } of run) {
    while (open.length > 1 && (open.at(-1)?.level ?? 0) > level) open.pop();
    const name = ordered ? 'OL' : 'UL';
    let here = open.at(-1);
    const isDeeper = here !== undefined && level > here.level;
    if (here === undefined || isDeeper || here.list.tagName !== name) {
      const list = page.createElement(name);
      if (here === undefined) paragraph.before(list);
      else if (isDeeper) (here.list.lastElementChild ?? here.list).append(list);
      else {
        here.list.after(list);
        open.pop();
      }
      here = { list, level };
      open.push(here);
    }
    const item = page.createElement('li');
    const text = page.createElement('p');
    text.append(...paragraph.childNodes);
    item.append(text);
    here.list.append(item);
    paragraph.remove();
  }
}
