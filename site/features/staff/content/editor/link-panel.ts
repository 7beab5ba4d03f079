import type { Editor } from '@tiptap/core';
import { panel, panelField } from './panel-field.ts';
import { button } from './toolbar.ts';

/** Asks where the chosen words lead. */
export function linkPanel(editor: Editor, close: () => void): HTMLElement {
  const address = document.createElement('input');
  address.value = String(editor.getAttributes('link')['href'] ?? '');
  address.autocomplete = 'off';
  address.spellcheck = false;
  const fault = document.createElement('p');
  fault.className = 'fault';
  fault.setAttribute('role', 'alert');
  const finish = () => {
    const href = address.value.trim();
    if (!/^(https?:\/\/|mailto:|\/|#)/.test(href)) {
      fault.textContent = '请写以 / 开头的站内地址，如 /guides/，或以 https:// 开头的网址。';
      return;
    }
    const chain = editor.chain().focus().extendMarkRange('link');
    const isEmpty = editor.state.selection.empty && !editor.isActive('link');
    if (isEmpty) {
      chain.insertContent({ type: 'text', text: href, marks: [{ type: 'link', attrs: { href } }] });
    } else chain.setLink({ href });
    chain.run();
    close();
  };
  const element = panel('链接', finish, close);
  const remove = () => {
    editor.chain().focus().extendMarkRange('link').unsetLink().run();
    close();
  };
  element.append(
    panelField('链接到（站内地址以 / 开头）', address),
    fault,
    button('加上链接', finish),
    ...(editor.isActive('link') ? [button('去掉链接', remove)] : []),
    button('取消', close),
  );
  return element;
}
