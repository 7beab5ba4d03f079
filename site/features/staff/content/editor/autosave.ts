/**
 * Saves the form of a draft shortly after one stops typing, and says so. What cannot be saved stays
 * in the form and in this window's own store, whatever happens to the connection or the session.
 */
const QUIET_MS = 3000;
const AGAIN_MS = 15_000;

interface Saved {
  version: number;
  faults: number;
  updatedAt: string;
}
interface Refused {
  detail?: string;
  updatedByName?: string;
  updatedAt?: string;
}

export function beginAutosave(form: HTMLFormElement): void {
  const address = form.dataset['save'];
  const said = form.querySelector<HTMLElement>('[data-saved]');
  const version = form.elements.namedItem('version');
  if (!address || !said || !(version instanceof HTMLInputElement)) return;
  const key = `draft:${form.action}`;
  let changed = false;
  let saving = false;
  let stopped = false;
  let leaving = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const say = (sentence: string, tone: 'soft' | 'fault' = 'soft', link?: HTMLElement) => {
    said.className = `saved small ${tone}`;
    said.replaceChildren(sentence, ...(link ? [link] : []));
  };
  const keep = () => {
    const texts = [...new FormData(form)].filter(([, value]) => typeof value === 'string');
    // A full or forbidden store is no reason to stop: the form itself has everything.
    try {
      sessionStorage.setItem(key, JSON.stringify(texts));
    } catch {}
  };
  const later = (wait: number) => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(() => void save(), wait);
  };

  async function save(): Promise<void> {
    if (!changed || saving || stopped || leaving) return;
    saving = true;
    changed = false;
    const answer = await post(address ?? '', form);
    saving = false;
    if (answer.kind === 'saved') {
      if (version instanceof HTMLInputElement) version.value = String(answer.body.version);
      sessionStorage.removeItem(key);
      const { faults, updatedAt } = answer.body;
      const mend = faults > 0 ? `；送审之前还要改 ${faults} 处` : '';
      say(`已自动保存 ${clock(updatedAt)}${mend}`);
      if (changed) later(QUIET_MS);
      return;
    }
    changed = true;
    keep();
    if (answer.kind === 'conflict') {
      stopped = true;
      const { updatedByName = '另一位同事', updatedAt } = answer.body;
      const when = updatedAt ? `在 ${clock(updatedAt)} ` : '';
      say(
        `${updatedByName}${when}改过这篇草稿，您写的还没有保存，都还在这里。按“保存”，比较两个版本。`,
        'fault',
      );
    } else if (answer.kind === 'signed-out') {
      say(
        '登录已经到期，还没有保存；您写的都还在这里。请在新窗口登录，再回到这里接着写。',
        'fault',
        signIn(),
      );
      later(AGAIN_MS);
    } else if (answer.kind === 'refused') {
      stopped = true;
      say(answer.body.detail ?? '没有保存。您写的都还在这里。', 'fault');
    } else {
      say('连不上系统，还没有保存；您写的都还在这里，连上以后会自动保存。', 'fault');
      later(AGAIN_MS);
    }
  }

  const touch = () => {
    changed = true;
    if (!stopped) later(QUIET_MS);
    else keep();
  };
  form.addEventListener('input', touch);
  form.addEventListener('change', touch);
  addEventListener('focus', () => later(0));
  // A file was added from the editor: the draft has a new version, made by this same window.
  document.addEventListener('draft-version', (event) => {
    if (event instanceof CustomEvent) version.value = String(event.detail);
  });
  form.addEventListener('submit', (event) => {
    if (leaving) return;
    event.preventDefault();
    void leave(event.submitter);
  });
  /** The page that answers knows nothing of the form when nobody is signed in. */
  async function leave(button: HTMLElement | null): Promise<void> {
    clearTimeout(timer);
    while (saving) await new Promise((resolve) => setTimeout(resolve, 50));
    const me = await fetch('/api/staff/me').catch(() => undefined);
    if (me?.ok) {
      leaving = true;
      changed = false;
      form.requestSubmit(button);
      return;
    }
    keep();
    if (me?.status === 401) {
      say(
        '登录已经到期，还没有保存；您写的都还在这里。请在新窗口登录，再回到这里。',
        'fault',
        signIn(),
      );
    } else say('连不上系统，还没有保存；您写的都还在这里。请过一会儿再试。', 'fault');
  }
  addEventListener('beforeunload', (event) => {
    if (changed && !leaving) event.preventDefault();
  });
  addEventListener('pageshow', () => {
    leaving = false;
  });
  offerKept(form, key, touch);
}

type Answer =
  | { kind: 'saved'; body: Saved }
  | { kind: 'conflict' | 'refused'; body: Refused }
  | { kind: 'signed-out' | 'unreachable' };

async function post(address: string, form: HTMLFormElement): Promise<Answer> {
  const texts = [...new FormData(form)].flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value]] : [],
  );
  try {
    const body = new URLSearchParams(texts);
    const answer = await fetch(address, { method: 'POST', body, redirect: 'manual' });
    if (answer.type === 'opaqueredirect' || answer.status === 401) return { kind: 'signed-out' };
    if (answer.status >= 500) return { kind: 'unreachable' };
    const said: unknown = await answer.json();
    if (answer.ok) return { kind: 'saved', body: said as Saved };
    return { kind: answer.status === 409 ? 'conflict' : 'refused', body: said as Refused };
  } catch {
    return { kind: 'unreachable' };
  }
}

/** What an earlier visit of this window could not save is offered, never put back unasked. */
function offerKept(form: HTMLFormElement, key: string, touch: () => void): void {
  const kept = sessionStorage.getItem(key);
  if (kept === null) return;
  const notice = document.createElement('p');
  notice.className = 'done';
  notice.setAttribute('role', 'status');
  const restore = document.createElement('button');
  restore.type = 'button';
  restore.className = 'head-link';
  restore.textContent = '放回表单';
  restore.addEventListener('click', () => {
    for (const [name, value] of JSON.parse(kept) as [string, string][]) {
      const control = form.elements.namedItem(name);
      const isText =
        control instanceof HTMLInputElement ||
        control instanceof HTMLTextAreaElement ||
        control instanceof HTMLSelectElement;
      if (!isText || name === 'version' || name.endsWith('_rest')) continue;
      control.value = value;
      control.dispatchEvent(new Event('restored'));
    }
    notice.remove();
    touch();
  });
  notice.append('上次写的有一部分没有保存上，还在这个窗口里。', restore);
  form.prepend(notice);
}

function signIn(): HTMLElement {
  const link = document.createElement('a');
  link.href = '/staff/sign-in/';
  link.target = '_blank';
  link.textContent = '登录';
  return link;
}

function clock(instant: string): string {
  return new Date(instant).toLocaleTimeString('zh-CN', {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Asia/Shanghai',
  });
}
