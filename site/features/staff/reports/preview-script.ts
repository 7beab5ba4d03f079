/**
 * Shows the report beside its form as it would be printed, shortly after typing stops; where there
 * is no room (phones) nothing is asked for, and the button that opens the preview serves.
 */
const QUIET_MS = 900;
const MOST_NAMED = 5;
let asked: AbortController | undefined;
let shown: string | undefined;

function begin(form: HTMLFormElement, pane: HTMLElement): void {
  const wide = matchMedia('(min-width: 75em)');
  let timer: ReturnType<typeof setTimeout> | undefined;
  const soon = () => {
    clearTimeout(timer);
    if (wide.matches) timer = setTimeout(() => void refresh(form, pane), QUIET_MS);
  };
  pane.hidden = false;
  form.addEventListener('input', soon);
  wide.addEventListener('change', soon);
  if (isFilled(form)) soon();
  else say(pane, '填好以后，这里显示报告印出来的样子。');
}

async function refresh(form: HTMLFormElement, pane: HTMLElement): Promise<void> {
  asked?.abort();
  const mine = new AbortController();
  asked = mine;
  say(pane, '正在更新预览……');
  try {
    const answer = await fetch('/staff/reports/preview/', {
      method: 'POST',
      headers: { Accept: 'application/json' },
      body: new URLSearchParams(textsOf(form)),
      signal: mine.signal,
    });
    const type = answer.headers.get('Content-Type') ?? '';
    if (type.startsWith('application/pdf')) showPage(pane, await answer.blob());
    else showFaults(pane, type.includes('json') ? await answer.json() : undefined);
  } catch (error) {
    if (!mine.signal.aborted) say(pane, '预览暂时打不开；填写的内容都还在。');
    else if (!(error instanceof DOMException)) throw error;
  }
}

function textsOf(form: HTMLFormElement): [string, string][] {
  return [...new FormData(form)].flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value]] : [],
  );
}

/** A new frame each time: a frame that is led elsewhere would add a step to the way back. */
function showPage(pane: HTMLElement, pdf: Blob): void {
  const frame = document.createElement('iframe');
  frame.title = '预览';
  const url = URL.createObjectURL(pdf);
  frame.src = `${url}#toolbar=0&navpanes=0&view=FitH`;
  pane.querySelector('[data-preview-page]')?.replaceChildren(frame);
  if (shown !== undefined) URL.revokeObjectURL(shown);
  shown = url;
  say(pane, '签发前的样子，编号和验证码签发时才有。');
}

function showFaults(pane: HTMLElement, problem?: { faults?: { message: string }[] }): void {
  const faults = problem?.faults ?? [];
  const before = shown === undefined ? '' : '下面是改动之前的样子。';
  if (faults.length === 0) say(pane, `预览暂时打不开；填写的内容都还在。${before}`);
  else say(pane, `还差 ${faults.length} 处，填好后显示预览。${before}`, faults);
}

function say(pane: HTMLElement, sentence: string, faults: { message: string }[] = []): void {
  const said = pane.querySelector('[data-preview-said]');
  if (said) said.textContent = sentence;
  const items = faults.slice(0, MOST_NAMED).map(({ message }) => {
    const item = document.createElement('li');
    item.textContent = message;
    return item;
  });
  pane.querySelector('[data-preview-faults]')?.replaceChildren(...items);
}

function isFilled(form: HTMLFormElement): boolean {
  return form.dataset['reportForm'] === 'filled';
}

const form = document.querySelector<HTMLFormElement>('[data-report-form]');
const pane = document.querySelector<HTMLElement>('[data-preview]');
if (form && pane) begin(form, pane);

export {};
