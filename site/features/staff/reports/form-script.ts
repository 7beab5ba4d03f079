/**
 * Keeps what is typed: asks before the form is left, and sends it only while somebody is signed in
 * and the service can be reached, for the page that would answer instead knows nothing of it. Also
 * changes the type without its button.
 */
const EXPIRED = '登录已经到期，还没有提交；填写的内容都还在。请在新窗口登录，再回到这里提交。';
const UNREACHABLE = '连不上系统，还没有提交；填写的内容都还在。请过一会儿再试。';

function begin(form: HTMLFormElement): void {
  changeTypeAtOnce(form);
  let typed = form.dataset['reportForm'] === 'filled';
  form.addEventListener('input', () => {
    typed = true;
  });
  let sending = false;
  form.addEventListener('submit', (event) => {
    // The preview opens in a window of its own; the form stays.
    if (event.submitter?.getAttribute('formtarget') === '_blank') return;
    if (!sending) {
      event.preventDefault();
      void sendIfPossible(form, event.submitter, () => {
        sending = true;
        typed = false;
      });
    }
  });
  addEventListener('beforeunload', (event) => {
    if (typed) event.preventDefault();
  });
  // Back from the next page: the form is sent anew.
  addEventListener('pageshow', () => {
    sending = false;
  });
}

async function sendIfPossible(
  form: HTMLFormElement,
  button: HTMLElement | null,
  beforeSending: () => void,
): Promise<void> {
  const answer = await fetch('/api/staff/me').catch(() => undefined);
  if (answer?.ok) {
    beforeSending();
    form.requestSubmit(button);
  } else say(form, answer?.status === 401);
}

function say(form: HTMLFormElement, expired: boolean): void {
  const place = form.querySelector<HTMLElement>('[data-not-sent]');
  if (!place) return;
  place.hidden = false;
  place.role = 'alert';
  place.textContent = expired ? EXPIRED : UNREACHABLE;
  if (expired) {
    const link = document.createElement('a');
    link.href = '/staff/sign-in/';
    link.target = '_blank';
    link.textContent = '登录';
    place.append(link);
  }
}

function changeTypeAtOnce(form: HTMLFormElement): void {
  const button = form.querySelector<HTMLButtonElement>('[data-retype]');
  form.querySelector('#type')?.addEventListener('change', () => form.requestSubmit(button));
  if (button) button.hidden = true;
}

const form = document.querySelector<HTMLFormElement>('[data-report-form]');
if (form) begin(form);

export {};
