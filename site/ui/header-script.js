// What the tools of the header do. Loaded before the page is drawn, so that no setting comes late.

const make = (name, parts = {}, ...children) => {
  const element = Object.assign(document.createElement(name), parts);
  element.append(...children);
  return element;
};

// Text size and colours: see display-settings.astro.
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

// The link to the search, and the key /, open the search box on the page itself: the page's own, or
// else one in a dialog. It suggests by the script of the search page, which is asked for only then;
// without it the form is sent. Browsers without dialogs (before 2022) follow the link.
if (globalThis.HTMLDialogElement) {
  const OWN = 'form[role=search]:not([data-catalogs]) input';
  let dialog;
  const makeDialog = () => {
    const input = make('input', {
      className: 'input',
      id: 'head-q',
      name: 'q',
      type: 'search',
      maxLength: 100,
      placeholder: '名称、简称、拼音或代码',
      autocomplete: 'off',
      enterKeyHint: 'search',
    });
    input.setAttribute('aria-label', '搜索证书、课程、专业、网点');
    const form = make(
      'form',
      { className: 'search-box', action: '/search/' },
      input,
      make('button', { className: 'button' }, '搜索'),
      make('div', { className: 'suggestions', id: 'head-q-list', hidden: true }),
      make('p', { className: 'unseen' }),
    );
    form.setAttribute('role', 'search');
    form.lastChild.setAttribute('role', 'status');
    const close = make('button', { className: 'head-tool', type: 'button' }, '关闭');
    dialog = make('dialog', {}, make('div', { className: 'wrap' }, form, close));
    dialog.setAttribute('aria-label', '搜索');
    // Beside it, or on the button.
    dialog.addEventListener('click', ({ target }) => {
      if (target === dialog || target === close) dialog.close();
    });
    // The first Escape closes the suggestions, which the box sees to, the next one all of it.
    dialog.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
      event.preventDefault();
      dialog.close();
    });
    document.body.append(dialog);
    fetch('/search/')
      .then((response) => response.text())
      .then((page) => {
        for (const [, address] of page.matchAll(/<script type="module" src="([^"]+)"/g)) {
          // No import(): the development server would rewrite this script into a module.
          document.head.append(make('script', { type: 'module', src: address }));
        }
      })
      .catch(() => {});
    return dialog;
  };
  const openSearch = (query) => {
    const own = document.querySelector(OWN);
    if (!own || dialog) (dialog ?? makeDialog()).showModal();
    const input = dialog?.querySelector('input') ?? own;
    if (query) input.value = query;
    input.focus();
    input.select();
    // A script that is there already suggests at once, one that comes looks for itself.
    if (query) input.dispatchEvent(new Event('input'));
  };
  addEventListener('click', (event) => {
    const { target, button, ctrlKey, metaKey, shiftKey, altKey } = event;
    if (button || ctrlKey || metaKey || shiftKey || altKey) return;
    if (!target.closest?.('a.head-tool')) return;
    event.preventDefault();
    openSearch();
  });
  addEventListener('keydown', (event) => {
    const { key, ctrlKey, metaKey, altKey, target } = event;
    if (key !== '/' || ctrlKey || metaKey || altKey) return;
    if (target.closest?.('input, textarea, select, dialog')) return;
    // The office's pages have no search.
    if (!document.querySelector('a.head-tool')) return;
    event.preventDefault();
    openSearch();
  });
  // Back from a page that was found: what was asked for is there again, unless the browser kept the
  // page as it was.
  addEventListener('load', () => {
    const [visit] = performance.getEntriesByType('navigation');
    if (visit?.type === 'back_forward' && history.state?.asked) openSearch(history.state.asked);
  });
}
