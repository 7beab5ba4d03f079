/** A labelled box in a panel of the editor; outside the form, so that it is not sent with it. */
export function panelField<Control extends HTMLElement>(
  label: string,
  control: Control,
): HTMLElement {
  const element = document.createElement('label');
  element.className = 'field';
  const words = document.createElement('span');
  words.textContent = label;
  control.classList.add('input');
  element.append(words, control);
  return element;
}

/** A panel that Enter finishes and Escape closes; what is typed in it is none of the form's. */
export function panel(label: string, finish: () => void, close: () => void): HTMLElement {
  const element = document.createElement('div');
  element.className = 'panel';
  element.setAttribute('role', 'group');
  element.setAttribute('aria-label', label);
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    if (event.target instanceof HTMLButtonElement && event.key === 'Enter') return;
    event.preventDefault();
    if (event.key === 'Enter') finish();
    else close();
  });
  for (const type of ['input', 'change']) {
    element.addEventListener(type, (event) => event.stopPropagation());
  }
  return element;
}
