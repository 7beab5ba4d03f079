import { findProse, type Pagefind, type ProseHit } from './find-prose.ts';

const SHOWN = 10;
/** Written by the build beside the pages, so that it is not part of any bundle. */
const INDEX = '/pagefind/pagefind.js';

const section = document.querySelector<HTMLElement>('[data-prose-results]');
if (section) void showResults(section, section.dataset['proseResults'] ?? '');

/** Shows the section once there is an answer; it stays hidden when the index cannot be loaded. */
async function showResults(section: HTMLElement, query: string): Promise<void> {
  const summary = section.querySelector('[role=status]');
  const list = section.querySelector('ul');
  if (!summary || !list) return;
  try {
    const pagefind = (await import(/* @vite-ignore */ INDEX)) as Pagefind;
    const { total, hits } = await findProse(pagefind, query, SHOWN);
    list.append(...hits.map(row));
    list.hidden = total === 0;
    section.hidden = false;
    summary.textContent = describe(query, total);
  } catch (error) {
    console.warn('prose search is not available', error);
  }
}

function describe(query: string, total: number): string {
  if (total === 0) return `新闻、指南和帮助里没有“${query}”。`;
  return total > SHOWN ? `找到 ${total} 篇，列出最相关的 ${SHOWN} 篇。` : `找到 ${total} 篇。`;
}

function row({ href, title, kind, excerpt }: ProseHit): HTMLLIElement {
  const link = element('a', title);
  link.href = href;
  const note = element('span');
  note.className = 'note';
  note.append(...excerpt.map(({ text, marked }) => (marked ? element('mark', text) : text)));
  const words = element('span');
  words.append(link, note);
  const meta = element('span', kind);
  meta.className = 'meta';
  const item = element('li');
  item.append(words, meta);
  return item;
}

function element<N extends keyof HTMLElementTagNameMap>(name: N, text = '') {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
