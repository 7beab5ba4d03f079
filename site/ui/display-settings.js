// Loaded before the page is drawn, so that no setting comes late. See display-settings.astro.
{
  const { dataset } = document.documentElement;
  const all = (selector) => document.querySelectorAll(selector);
  let kept = 'standard auto';
  const apply = () => {
    try {
      kept = localStorage.display || kept;
    } catch {}
    const [size, theme] = kept.split(' ');
    Object.assign(dataset, { size, theme });
    for (const input of all('.display input')) input.checked = dataset[input.name] === input.value;
    for (const meta of all('[name=theme-color]')) {
      meta.own ||= meta.media;
      meta.media = theme === 'auto' ? meta.own : meta.own.includes(theme) ? '' : 'not all';
    }
  };
  apply();
  addEventListener('pageshow', apply);
  addEventListener('storage', apply);
  addEventListener('change', ({ target }) => {
    if (!target.closest('.display')) return;
    dataset[target.name] = target.value;
    kept = `${dataset.size} ${dataset.theme}`;
    try {
      localStorage.display = kept;
    } catch {}
    apply();
  });
  addEventListener('click', ({ target }) => {
    const button = target.closest('[aria-controls=display]');
    if (!button) return;
    const panel = button.nextElementSibling;
    panel.hidden = !panel.hidden;
    button.setAttribute('aria-expanded', !panel.hidden);
    apply();
  });
}
