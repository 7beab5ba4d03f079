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
  const make = (name, parts = {}, ...children) => {
    const element = Object.assign(document.createElement(name), parts);
    element.append(...children);
    return element;
  };
  const choice = (name, title, values) =>
    make(
      'fieldset',
      {},
      make('legend', {}, title),
      ...Object.entries(values).map(([value, words]) =>
        make('label', {}, make('input', { type: 'radio', name, value }), words),
      ),
    );
  addEventListener('click', ({ target }) => {
    const button = target.closest('button.head-tool');
    if (!button) return;
    let panel = document.getElementById('display');
    if (!panel) {
      panel = make(
        'div',
        { id: 'display', className: 'display', hidden: true },
        choice('size', '字号', { standard: '标准字号', large: '大字版' }),
        choice('theme', '颜色', { auto: '跟随系统', light: '浅色', dark: '深色' }),
      );
      button.after(panel);
      button.setAttribute('aria-controls', 'display');
    }
    panel.hidden = !panel.hidden;
    button.setAttribute('aria-expanded', !panel.hidden);
    apply();
  });
}
