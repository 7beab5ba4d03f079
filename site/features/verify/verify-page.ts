/**
 * The verification page in the browser: checks as one types, splits what is pasted, answers in
 * place, changes the language in place, and reads what a QR code carries. Without it the form
 * posts and a page answers.
 */

import { isIdNumber } from '#domain/id-number.ts';
import { findVerificationCode } from '#domain/pasted-text.ts';
import { parseReportNumber } from '#domain/report-number.ts';
import { parseVerificationCode } from '#domain/verification-code.ts';
import { setFault } from './field-fault.ts';
import { bindScanButtons } from './qr/scan-buttons.ts';
import { askAbout, askAboutPerson } from './read-answer.ts';
import { splitInput, type VerifyInput } from './split-input.ts';
import { verificationHtml } from './verification-html.ts';
import { type Outcome, viewOf } from './verification-view.ts';
import type { VerifyWords } from './words/chinese.ts';
import { loadWords } from './words/load-words.ts';

const PATIENCE_MS = 20_000;

/** What is carried from one language to the other. */
interface Kept {
  typed: VerifyInput;
  outcome: Outcome | undefined;
}

interface VerifyPage {
  kept(): Kept;
  readFragment(): void;
}

/** Binds the page in `root`; undefined when it has no form. */
function open(root: HTMLElement, words: VerifyWords, kept?: Kept): VerifyPage | undefined {
  const form = root.querySelector<HTMLFormElement>('#verify-form');
  const result = root.querySelector<HTMLElement>('[data-result]');
  const number = form?.querySelector<HTMLInputElement>('#number');
  const code = form?.querySelector<HTMLInputElement>('#code');
  const button = form?.querySelector<HTMLButtonElement>('[type=submit]');
  if (!form || !result || !number || !code || !button) return undefined;
  let asked = 0;
  let outcome = kept?.outcome;

  const fill = (input: VerifyInput) => {
    number.value = input.number;
    code.value = input.code;
  };

  const show = (scroll: boolean) => {
    if (outcome === undefined) return;
    const view = viewOf(outcome, words);
    result.innerHTML = verificationHtml(view, root.dataset['verify'] ?? '');
    root.classList.add('answered');
    root.classList.toggle('opened', view.report !== null);
    revealTools(result);
    document.title = document.title.replace(/^[^-]*/, `${view.word} `);
    if (!scroll) return;
    result.querySelector<HTMLElement>('#verdict')?.focus({ preventScroll: true });
    result.scrollIntoView({ block: 'start' });
  };

  /** No verdict may stand beside the number of another report. */
  const clear = () => {
    asked += 1;
    outcome = undefined;
    button.removeAttribute('aria-disabled');
    result.removeAttribute('aria-busy');
    result.replaceChildren();
    root.classList.remove('answered', 'opened');
  };

  const verify = async () => {
    clear();
    const input = splitInput(number.value, code.value);
    fill(input);
    if (!checkNumber(number, true, words) || !checkCode(code, words)) {
      form.querySelector<HTMLElement>('[aria-invalid]')?.focus();
      return;
    }
    const turn = asked;
    button.setAttribute('aria-disabled', 'true');
    result.setAttribute('aria-busy', 'true');
    const answer = await askAbout(input, post);
    if (turn !== asked) return;
    button.removeAttribute('aria-disabled');
    result.removeAttribute('aria-busy');
    outcome = answer;
    show(true);
  };

  const comparePerson = async (field: HTMLInputElement) => {
    if (outcome === undefined) return;
    const turn = asked;
    const about = outcome;
    if (!isIdNumber(field.value)) {
      setFault(field, words.person.malformed);
      field.focus();
      return;
    }
    const answer = await askAboutPerson(about.input, field.value, post);
    if (turn !== asked || outcome !== about) return;
    // What could not be asked again still stands: only the person is not known.
    outcome = 'answer' in answer ? answer : { ...about, personFault: answer };
    const { value } = field;
    show(false);
    const again = result.querySelector<HTMLInputElement>('#id-number');
    if (again) again.value = value;
    again?.focus({ preventScroll: true });
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void verify();
  });
  result.addEventListener('submit', (event) => {
    const field = (event.target as HTMLElement).querySelector<HTMLInputElement>('#id-number');
    // An answer that the server drew is asked about by the server.
    if (!field || outcome === undefined) return;
    event.preventDefault();
    void comparePerson(field);
  });
  number.addEventListener('input', () => {
    // Both pasted at once: each goes into its own field.
    if (findVerificationCode(number.value)) fill(splitInput(number.value, code.value));
    checkNumber(number, digitsIn(number.value) > 20, words);
  });
  number.addEventListener('change', () => {
    fill(splitInput(number.value, code.value));
    checkNumber(number, number.value !== '', words);
  });
  code.addEventListener('change', () => {
    fill(splitInput(number.value, code.value));
    checkCode(code, words);
  });
  code.addEventListener('input', () => setFault(code, undefined));
  bindScanButtons(root, words.lang, (found) => {
    fill(found);
    void verify();
  });
  if (kept) fill(kept.typed);
  if (outcome) show(false);
  else revealTools(result);

  return {
    kept: () => ({ typed: { number: number.value, code: code.value }, outcome }),
    readFragment() {
      const fragment = new URLSearchParams(location.hash.slice(1));
      const found = { number: fragment.get('n'), code: fragment.get('c') };
      if (found.number === null) return;
      history.replaceState(null, '', location.pathname + location.search);
      fill({ number: found.number, code: found.code ?? '' });
      void verify();
    },
  };
}

async function post(body: string): Promise<Response> {
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), PATIENCE_MS);
  try {
    return await fetch('/api/v1/verifications', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body,
      signal: giveUp.signal,
    });
  } finally {
    clearTimeout(timer);
  }
}

function digitsIn(text: string): number {
  return text.normalize('NFKC').replace(/\D/g, '').length;
}

/** What can be said while more is being typed: 20 digits that do not agree, letters among them. */
const TOLD_AT_ONCE: readonly string[] = ['check-digits', 'not-digits'];

/** Says that digits are missing only when `complete`. */
function checkNumber(field: HTMLInputElement, complete: boolean, words: VerifyWords): boolean {
  const parsed = parseReportNumber(field.value);
  const known = parsed.ok || (!complete && !TOLD_AT_ONCE.includes(parsed.reason));
  setFault(field, known || parsed.ok ? undefined : words.numberFault(parsed));
  return parsed.ok;
}

/** An empty code is no fault: the number alone tells something. */
function checkCode(field: HTMLInputElement, words: VerifyWords): boolean {
  const parsed = parseVerificationCode(field.value);
  const good = parsed.ok || parsed.reason === 'empty';
  setFault(field, good ? undefined : words.codeFault(parsed.reason));
  return good;
}

/** What an answer offers by script alone. */
function revealTools(result: HTMLElement): void {
  const print = result.querySelector<HTMLElement>('[data-print]');
  if (print) print.hidden = false;
  print?.addEventListener('click', () => window.print());
  const copy = result.querySelector<HTMLElement>('[data-copy]');
  const text = result.querySelector('#receipt-text')?.textContent ?? '';
  if (!copy || !navigator.clipboard) return;
  copy.hidden = false;
  copy.addEventListener('click', async () => {
    await navigator.clipboard.writeText(text);
    copy.textContent = copy.dataset['copy'] ?? '';
  });
}

/** Takes the other language's page into this one, so that nothing typed or answered is lost. */
async function changeLanguage(href: string, kept: Kept | undefined): Promise<void> {
  const response = await fetch(href);
  const other = new DOMParser().parseFromString(await response.text(), 'text/html');
  const main = other.querySelector('main');
  if (!response.ok || !main) throw new Error('not a page');
  document.querySelector('main')?.replaceWith(main);
  const { lang } = other.documentElement;
  document.documentElement.lang = lang;
  document.title = other.title;
  for (const part of document.querySelectorAll<HTMLElement>('.site-head, .site-foot')) {
    part.lang = 'zh-CN';
  }
  const skip = other.querySelector('.skip');
  if (skip) document.querySelector('.skip')?.replaceWith(skip);
  history.replaceState(null, '', href);
  await start(kept);
  main.querySelector<HTMLElement>('[data-language]')?.focus();
}

let page: VerifyPage | undefined;

async function start(kept?: Kept): Promise<void> {
  const root = document.querySelector<HTMLElement>('[data-verify]');
  if (!root) return;
  page = open(root, await loadWords(document.documentElement.lang), kept);
  const link = root.querySelector<HTMLAnchorElement>('[data-language]');
  link?.addEventListener('click', (event) => {
    event.preventDefault();
    changeLanguage(link.pathname, page?.kept()).catch(() => location.assign(link.href));
  });
}

window.addEventListener('hashchange', () => page?.readFragment());
void start().then(() => page?.readFragment());
