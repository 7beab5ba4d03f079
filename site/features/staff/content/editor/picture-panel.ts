import type { Editor } from '@tiptap/core';
import type { Draft } from '#domain/content-answers.ts';
import type { ProblemBody } from '#domain/problem.ts';
import { panel, panelField } from './panel-field.ts';
import { button } from './toolbar.ts';

interface PicturePanelOptions {
  editor: Editor;
  /** Address of the draft. */
  api: string;
  close: () => void;
  say: (sentence: string) => void;
}

const PICTURE = /\.(png|jpe?g|gif|webp|avif)$/i;

/** Puts a picture of the draft, or a new one, into the text, with words for whoever cannot see it. */
export function picturePanel({ editor, api, close, say }: PicturePanelOptions): HTMLElement {
  const chosen = document.createElement('select');
  const upload = document.createElement('input');
  upload.type = 'file';
  upload.accept = 'image/png,image/jpeg,image/webp,image/gif';
  const alt = document.createElement('input');
  alt.autocomplete = 'off';
  const fault = document.createElement('p');
  fault.className = 'fault';
  fault.setAttribute('role', 'alert');
  const list = (names: readonly string[], current = '') => {
    const choices = ['', ...names].map((name) => new Option(name || '请选择', name));
    chosen.replaceChildren(...choices);
    chosen.value = current;
  };
  list([]);
  void readDraft(api).then((draft) => list(picturesOf(draft)));
  upload.addEventListener('change', async () => {
    const [file] = upload.files ?? [];
    if (!file) return;
    const before = await readDraft(api);
    fault.textContent = '正在上传……';
    const answer = await send(api, file);
    fault.textContent = answer.ok ? '' : answer.why;
    if (!answer.ok) return;
    const known = new Set(picturesOf(before));
    const names = picturesOf(answer.draft);
    list(names, names.find((name) => !known.has(name)) ?? file.name);
    document.dispatchEvent(new CustomEvent('draft-version', { detail: answer.draft.version }));
  });
  const finish = () => {
    if (chosen.value === '') fault.textContent = '请选一张图片，或上传一张。';
    else if (alt.value.trim() === '') {
      fault.textContent = '请写一句话说明图片的内容，给看不见图片的人听。';
    } else {
      editor.chain().focus().setImage({ src: chosen.value, alt: alt.value.trim() }).run();
      say('');
      close();
    }
  };
  const element = panel('图片', finish, close);
  element.append(
    panelField('草稿里的图片', chosen),
    panelField('或上传一张（PNG、JPEG、WebP）', upload),
    panelField('图片说明（必填）', alt),
    fault,
    button('插入图片', finish),
    button('取消', close),
  );
  return element;
}

function picturesOf(draft: Draft | undefined): string[] {
  return draft?.files.map(({ name }) => name).filter((name) => PICTURE.test(name)) ?? [];
}

async function readDraft(api: string): Promise<Draft | undefined> {
  const answer = await fetch(api).catch(() => undefined);
  return answer?.ok ? ((await answer.json()) as Draft) : undefined;
}

async function send(
  api: string,
  file: File,
): Promise<{ ok: true; draft: Draft } | { ok: false; why: string }> {
  const form = new FormData();
  form.set('file', file);
  const answer = await fetch(`${api}/files`, { method: 'POST', body: form }).catch(() => undefined);
  if (answer?.ok) return { ok: true, draft: (await answer.json()) as Draft };
  const problem = (await answer?.json().catch(() => undefined)) as ProblemBody | undefined;
  return {
    ok: false,
    why: problem?.faults?.[0]?.message ?? problem?.detail ?? '没有传上去，请再试一次。',
  };
}
