import type { ManyLine } from './many-line.ts';

const found = document.querySelector<HTMLFormElement>('[data-many]');
const said = document.querySelector<HTMLElement>('[data-many-progress]');
const place = document.querySelector<HTMLElement>('[data-many-result]');
if (found && said && place) listen(found, said, place);

function listen(form: HTMLFormElement, said: HTMLElement, place: HTMLElement): void {
  const button = form.querySelector('button');
  const show = (line: ManyLine) => {
    if ('html' in line) {
      said.textContent = '';
      place.innerHTML = line.html;
      place.querySelector<HTMLElement>('h2')?.focus();
    } else if ('refused' in line) said.textContent = line.refused;
    else said.textContent = `正在核验：${line.done} / ${line.total}`;
  };
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (button) button.disabled = true;
    said.textContent = '正在上传……';
    place.replaceChildren();
    try {
      for await (const line of linesOf(form)) show(line);
    } catch {
      said.textContent = '连接中断，没有核验完。请再试一次。';
    }
    if (button) button.disabled = false;
  });
}

/** NDJSON, a line as soon as it has come. Throws when the answer ends without its last line. */
async function* linesOf(form: HTMLFormElement): AsyncGenerator<ManyLine> {
  const response = await fetch(form.action, {
    method: 'POST',
    headers: { Accept: 'application/x-ndjson' },
    body: new FormData(form),
  });
  const type = response.headers.get('Content-Type') ?? '';
  if (response.status === 413) {
    yield { refused: '内容太大，最大 1 MB。请分几次核验。' };
    return;
  }
  if (!response.body || !type.includes('ndjson')) throw new Error('not one of our answers');
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  let ended = false;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    text += value;
    const lines = text.split('\n');
    text = lines.pop() ?? '';
    for (const line of lines) {
      const said = JSON.parse(line) as ManyLine;
      ended = !('done' in said);
      yield said;
    }
  }
  if (!ended) throw new Error('cut short');
}
