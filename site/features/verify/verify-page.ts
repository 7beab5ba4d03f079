/**
 * The verification page in the browser: checks as one types, splits what is pasted, answers in
 * place, and reads what a QR code carries. Without it the form posts and a page answers.
 */

import { findVerificationCode } from '#domain/pasted-text.ts';
import { numberFaultMessage, parseReportNumber } from '#domain/report-number.ts';
import { codeFaultMessages, parseVerificationCode } from '#domain/verification-code.ts';
import { readAnswer, requestOf } from './read-answer.ts';
import { splitInput, type VerifyInput } from './split-input.ts';
import { verificationHtml } from './verification-html.ts';
import { type VerificationView, viewOfProblem } from './verification-view.ts';

const PATIENCE_MS = 20_000;

function start(root: HTMLElement): void {
  const form = root.querySelector<HTMLFormElement>('.verify-form');
  const result = root.querySelector<HTMLElement>('[data-result]');
  const number = form?.querySelector<HTMLInputElement>('#number');
  const code = form?.querySelector<HTMLInputElement>('#code');
  const button = form?.querySelector<HTMLButtonElement>('button');
  if (!form || !result || !number || !code || !button) return;
  let asked = 0;

  const fill = (input: VerifyInput) => {
    number.value = input.number;
    code.value = input.code;
  };

  const show = (view: VerificationView) => {
    result.innerHTML = verificationHtml(view, root.dataset['verify'] ?? '');
    root.classList.add('answered');
    revealPrint(result);
    document.title = document.title.replace(/^[^-]*/, `${view.word} `);
    const word = result.querySelector<HTMLElement>('#verdict');
    word?.focus({ preventScroll: true });
    result.scrollIntoView({ block: 'start' });
  };

  /** No verdict may stand beside the number of another report. */
  const clear = () => {
    asked += 1;
    button.removeAttribute('aria-disabled');
    result.removeAttribute('aria-busy');
    result.replaceChildren();
    root.classList.remove('answered');
  };

  const verify = async () => {
    clear();
    const input = splitInput(number.value, code.value);
    fill(input);
    if (!checkNumber(number, true) || !checkCode(code)) {
      form.querySelector<HTMLElement>('[aria-invalid]')?.focus();
      return;
    }
    const turn = asked;
    button.setAttribute('aria-disabled', 'true');
    result.setAttribute('aria-busy', 'true');
    const view = await ask(input);
    if (turn !== asked) return;
    button.removeAttribute('aria-disabled');
    result.removeAttribute('aria-busy');
    show(view);
  };

  const readFragment = () => {
    const fragment = new URLSearchParams(location.hash.slice(1));
    const found = { number: fragment.get('n'), code: fragment.get('c') };
    if (found.number === null) return;
    history.replaceState(null, '', location.pathname + location.search);
    number.value = found.number;
    code.value = found.code ?? '';
    void verify();
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void verify();
  });
  number.addEventListener('input', () => {
    // Both pasted at once: each goes into its own field.
    if (findVerificationCode(number.value)) fill(splitInput(number.value, code.value));
    checkNumber(number, digitsIn(number.value) > 20);
  });
  number.addEventListener('change', () => {
    fill(splitInput(number.value, code.value));
    checkNumber(number, number.value !== '');
  });
  code.addEventListener('change', () => {
    fill(splitInput(number.value, code.value));
    checkCode(code);
  });
  code.addEventListener('input', () => setFault(code, undefined));
  window.addEventListener('hashchange', readFragment);
  revealPrint(result);
  readFragment();
}

async function ask(input: VerifyInput): Promise<VerificationView> {
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), PATIENCE_MS);
  try {
    const response = await fetch('/api/v1/verifications', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: requestOf(input),
      signal: giveUp.signal,
    });
    return await readAnswer(response, input);
  } catch {
    return viewOfProblem(undefined);
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
function checkNumber(field: HTMLInputElement, complete: boolean): boolean {
  const parsed = parseReportNumber(field.value);
  const known = parsed.ok || (!complete && !TOLD_AT_ONCE.includes(parsed.reason));
  setFault(field, known || parsed.ok ? undefined : numberFaultMessage(parsed));
  return parsed.ok;
}

/** An empty code is no fault: the number alone tells something. */
function checkCode(field: HTMLInputElement): boolean {
  const parsed = parseVerificationCode(field.value);
  const good = parsed.ok || parsed.reason === 'empty';
  setFault(field, good ? undefined : codeFaultMessages[parsed.reason]);
  return good;
}

const hints = new WeakMap<HTMLElement, string>();

function setFault(field: HTMLInputElement, fault: string | undefined): void {
  const note = document.getElementById(`${field.id}-note`);
  if (!note) return;
  if (!hints.has(note)) hints.set(note, note.dataset['hint'] ?? note.textContent ?? '');
  note.textContent = fault ?? hints.get(note) ?? '';
  note.className = fault ? 'fault' : 'hint';
  if (fault) field.setAttribute('aria-invalid', 'true');
  else field.removeAttribute('aria-invalid');
}

function revealPrint(result: HTMLElement): void {
  const button = result.querySelector<HTMLElement>('[data-print]');
  if (!button) return;
  button.hidden = false;
  button.addEventListener('click', () => window.print());
}

const root = document.querySelector<HTMLElement>('[data-verify]');
if (root) start(root);
