const hints = new WeakMap<HTMLElement, string>();

/** Shows what is wrong with a field at its note (`{id}-note`), or its hint again. */
export function setFault(field: HTMLInputElement, fault: string | undefined): void {
  const note = document.getElementById(`${field.id}-note`);
  if (!note) return;
  if (!hints.has(note)) hints.set(note, note.dataset['hint'] ?? note.textContent ?? '');
  note.textContent = fault ?? hints.get(note) ?? '';
  note.className = fault ? 'fault' : 'hint';
  if (fault) field.setAttribute('aria-invalid', 'true');
  else field.removeAttribute('aria-invalid');
}
