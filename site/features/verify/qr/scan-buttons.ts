import type { VerifyInput } from '../split-input.ts';
import type { VerifyWords } from '../words/chinese.ts';

/** Binds the buttons that scan a QR code (`scan-qr.astro`); without a script they are not shown. */
export function bindScanButtons(
  root: HTMLElement,
  lang: VerifyWords['lang'],
  take: (input: VerifyInput) => void,
): void {
  const part = root.querySelector<HTMLElement>('[data-scan]');
  const camera = part?.querySelector<HTMLButtonElement>('[data-camera]');
  const photo = part?.querySelector<HTMLButtonElement>('[data-photo]');
  const file = part?.querySelector<HTMLInputElement>('[type=file]');
  const note = part?.querySelector<HTMLElement>('[data-note]');
  const view = part?.querySelector<HTMLElement>('[data-view]');
  const video = view?.querySelector('video');
  if (!part || !camera || !photo || !file || !note || !view || !video) return;
  part.hidden = false;
  // Only where the page came over HTTPS (or from this machine) do browsers offer a camera.
  camera.hidden = navigator.mediaDevices === undefined;
  let stop = new AbortController();

  const say = (sentence: string, fault = false) => {
    note.textContent = sentence;
    note.className = fault ? 'fault' : 'hint';
  };
  const close = () => {
    stop.abort();
    view.hidden = true;
  };
  const scan = {
    lang,
    verifyUrl: root.dataset['verify'] ?? location.href,
    say,
    found(input: VerifyInput) {
      close();
      say(note.dataset['note'] ?? '');
      take(input);
    },
  };
  const load = async () => {
    try {
      return await import('./scan-qr.ts');
    } catch {
      say(note.dataset['failed'] ?? '', true);
      return undefined;
    }
  };

  camera.addEventListener('click', async () => {
    close();
    const scanner = await load();
    if (!scanner) return;
    stop = new AbortController();
    const { signal } = stop;
    view.hidden = false;
    await scanner.scanByCamera({ ...scan, video }, signal);
    if (!signal.aborted) view.hidden = true;
  });
  part.querySelector('[data-stop]')?.addEventListener('click', () => {
    close();
    say(note.dataset['note'] ?? '');
    camera.focus();
  });
  photo.addEventListener('click', () => file.click());
  file.addEventListener('change', async () => {
    const [chosen] = file.files ?? [];
    if (!chosen) return;
    close();
    const scanner = await load();
    await scanner?.scanPhoto(chosen, scan);
    file.value = '';
  });
}
