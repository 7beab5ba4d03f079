import type { BatchDetail } from '#domain/batch-answers.ts';
import { progressOf } from './batch-words.ts';

const EVERY_MS = 1500;

const box = document.querySelector<HTMLElement>('[data-batch]');
const bar = box?.querySelector('progress');
const words = box?.querySelector<HTMLElement>('[data-progress]');
const id = box?.dataset['batch'];

if (bar && words && id) {
  const look = async () => {
    try {
      const answer = await fetch(`/api/staff/batches/${id}`);
      // Signed out, or ended: the page itself says so.
      if (answer.status < 500 && !answer.ok) return location.reload();
      if (!answer.ok) throw new Error('not answered');
      const batch = (await answer.json()) as BatchDetail;
      if (batch.state !== 'running') return location.reload();
      bar.value = batch.issued + batch.refused;
      words.textContent = progressOf(batch);
    } catch {
      words.textContent = '暂时连不上服务，连上以后会接着显示。签发不受影响。';
    }
    setTimeout(look, EVERY_MS);
  };
  setTimeout(look, EVERY_MS);
}
