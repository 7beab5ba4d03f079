import { beginAutosave } from './autosave.ts';

const form = document.querySelector<HTMLFormElement>('[data-draft-form]');
const box = form?.querySelector<HTMLTextAreaElement>('#body');
const api = form?.dataset['api'];
if (form) beginAutosave(form);
if (box && api) {
  // The text can be written in the box until the editor is there, and should it never come.
  void import('./rich-text.ts').then(({ openRichText }) => openRichText(box, api));
}
