/**
 * Suggests titles as one types, after the ARIA pattern of an editable combobox with a list: focus
 * stays in the field, arrows move through the list, Enter opens what is chosen or else searches,
 * Escape closes. Without this script, or when the index cannot be loaded, the form is sent.
 */

import { html } from '../../ui/html.ts';
import { catalogNames } from '../catalogs/catalog-names.ts';
import { drawCode, drawName, drawNote, groupHits, hitPath } from './draw-hit.ts';
import type { TitleAnswer } from './title-index/title-types.ts';

const FORM = 'form[role=search]';
/** Room for a few suggestions; where there is less, the box is moved up. */
const LEAST_ROOM = 160;

interface Reply {
  id: number;
  answer?: TitleAnswer;
  failed?: true;
}

let worker: Worker | undefined;
let asked = 0;
let busy = false;
/** The newest question; older ones that the worker has not come to are dropped. */
let next: { question: object; resolve: (reply: Reply) => void } | undefined;
let answering: ((reply: Reply) => void) | undefined;

function ask(query: string, catalogs?: string[]): Promise<Reply> {
  if (!worker) {
    worker = new Worker(new URL('./search-worker.ts', import.meta.url), { type: 'module' });
    worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
      busy = false;
      answering?.(data);
      send();
    });
  }
  asked += 1;
  const question = { id: asked, query, catalogs };
  const reply = new Promise<Reply>((resolve) => {
    next = { question, resolve };
  });
  send();
  return reply;
}

function send(): void {
  if (busy || !next) return;
  busy = true;
  answering = next.resolve;
  worker?.postMessage(next.question);
  next = undefined;
}

const attached = new WeakSet<HTMLFormElement>();

// An old browser without workers sends the form.
if ('Worker' in globalThis) {
  for (const form of document.querySelectorAll<HTMLFormElement>(FORM)) attach(form);
  // One that the header opens later.
  addEventListener('focusin', ({ target }) => {
    const form = (target as Element).closest<HTMLFormElement>(FORM);
    if (form) attach(form);
  });
}

function attach(form: HTMLFormElement): void {
  if (attached.has(form)) return;
  attached.add(form);
  const input = form.querySelector('input');
  const list = form.querySelector<HTMLElement>('.suggestions');
  const status = form.querySelector<HTMLElement>('[role=status]');
  if (!input || !list || !status) return;
  /** A page that wants an entry rather than its page narrows the catalogs and hears `choose`. */
  const catalogs = form.dataset['catalogs']?.split(' ');
  let latest = 0;
  let active = -1;
  const options = () => [...list.querySelectorAll<HTMLElement>('[role=option]')];

  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', '建议');
  input.setAttribute('role', 'combobox');
  input.setAttribute('aria-autocomplete', 'list');
  input.setAttribute('aria-controls', list.id);
  input.setAttribute('aria-expanded', 'false');

  /** Over the keyboard of a phone, which covers what is below the visual viewport. */
  const keepInSight = () => {
    const { height, offsetTop } = visualViewport ?? { height: innerHeight, offsetTop: 0 };
    const room = () => height + offsetTop - list.getBoundingClientRect().top - 8;
    if (room() < LEAST_ROOM) form.scrollIntoView({ block: 'start' });
    list.style.maxHeight = `min(32rem, ${Math.max(room(), LEAST_ROOM)}px)`;
  };
  visualViewport?.addEventListener('resize', () => {
    if (!list.hidden) keepInSight();
  });
  const open = (shown: boolean) => {
    list.hidden = !shown;
    if (shown) keepInSight();
    input.setAttribute('aria-expanded', String(shown));
    if (!shown) choose(-1);
  };
  const choose = (index: number) => {
    active = index;
    for (const [at, option] of options().entries()) {
      option.setAttribute('aria-selected', String(at === index));
      if (at === index) option.scrollIntoView({ block: 'nearest' });
    }
    const chosen = options()[index];
    if (chosen) input.setAttribute('aria-activedescendant', chosen.id);
    else input.removeAttribute('aria-activedescendant');
  };
  const pick = (option: Element | null | undefined) => {
    if (!(option instanceof HTMLElement)) return;
    const { href, catalog, code, name } = option.dataset;
    const chosen = new CustomEvent('choose', {
      detail: { catalog, code, name },
      cancelable: true,
    });
    if (form.dispatchEvent(chosen) && href) {
      remember();
      location.assign(href);
    } else open(false);
  };
  /** Coming back, one finds the question again: see header-script.js. */
  const remember = () => history.replaceState({ ...history.state, asked: input.value }, '');
  form.addEventListener('submit', remember);
  const suggest = async () => {
    latest += 1;
    const mine = latest;
    const query = input.value.trim();
    if (query === '') {
      status.textContent = '';
      open(false);
      return;
    }
    const { answer } = await ask(query, catalogs);
    if (mine !== latest || !answer) return;
    list.innerHTML = draw(list.id, answer);
    active = -1;
    input.removeAttribute('aria-activedescendant');
    const { total, hits } = answer;
    status.textContent =
      total === 0
        ? '没有找到，可以按回车再查新闻和指南'
        : `找到 ${total} 项，列出 ${hits.length} 项`;
    if (document.activeElement === input) open(hits.length > 0);
  };

  // The index is fetched while the first word is still being typed; where entries are picked, at
  // once, so that the page goes on without a network. Here that word may have been typed already.
  const focused = document.activeElement === input;
  if (focused && input.value !== input.defaultValue) void suggest();
  else if (focused || catalogs) void ask('');
  else input.addEventListener('focus', () => void ask(''), { once: true });
  input.addEventListener('input', (event) => {
    if (!(event as InputEvent).isComposing) void suggest();
  });
  input.addEventListener('compositionend', () => void suggest());
  input.addEventListener('blur', () => open(false));
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const count = options().length;
    if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault();
      open(false);
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && count > 0) {
      event.preventDefault();
      if (list.hidden) open(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      // One place more than there are options: the field itself.
      choose(((active + 1 + step + count + 1) % (count + 1)) - 1);
    } else if (event.key === 'Enter' && active >= 0) {
      event.preventDefault();
      pick(options()[active]);
    }
  });
  // Pressing on an option must not take the focus away before the click arrives.
  list.addEventListener('mousedown', (event) => event.preventDefault());
  list.addEventListener('click', ({ target }) =>
    pick((target as Element).closest('[role=option]')),
  );
}

function draw(id: string, answer: TitleAnswer): string {
  let number = 0;
  return html`${groupHits(answer).map(
    ({ catalog, hits }) =>
      html`<div role="group" aria-labelledby="${id}-${catalog}"><p class="note" id="${id}-${catalog}" role="presentation">${catalogNames[catalog].title}</p>${hits.map(
        (hit) => {
          number += 1;
          return html`<div role="option" id="${id}-${number}" aria-selected="false" data-href="${hitPath(hit)}" data-catalog="${catalog}" data-code="${hit.entry.code}" data-name="${hit.entry.name}"><span>${drawName(hit)}<span class="note">${drawNote(hit)}</span></span><span class="note num unbroken">${drawCode(hit)}</span></div>`;
        },
      )}</div>`,
  )}`.text;
}
