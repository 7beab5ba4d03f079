import type { ChainedCommands, Editor } from '@tiptap/core';
import { linkPanel } from './link-panel.ts';
import { picturePanel } from './picture-panel.ts';

export interface ToolbarOptions {
  editor: Editor;
  /** Address of the draft. */
  api: string;
  say: (sentence: string) => void;
  /** Changes between the editor and the Markdown source. */
  toggle: () => void;
}

interface Tool {
  label: string;
  /** Shows the state of what stands at the cursor. */
  active?: (editor: Editor) => boolean;
  run: (chain: ChainedCommands) => ChainedCommands;
}

const TOOLS: readonly Tool[] = [
  {
    label: '正文',
    active: (e) => e.isActive('paragraph') && !e.isActive('listItem') && !e.isActive('table'),
    run: (c) => c.setParagraph(),
  },
  {
    label: '大标题',
    active: (e) => e.isActive('heading', { level: 2 }),
    run: (c) => c.toggleHeading({ level: 2 }),
  },
  {
    label: '小标题',
    active: (e) => e.isActive('heading', { level: 3 }),
    run: (c) => c.toggleHeading({ level: 3 }),
  },
  { label: '加粗', active: (e) => e.isActive('bold'), run: (c) => c.toggleBold() },
  { label: '项目符号', active: (e) => e.isActive('bulletList'), run: (c) => c.toggleBulletList() },
  { label: '编号', active: (e) => e.isActive('orderedList'), run: (c) => c.toggleOrderedList() },
];
const HISTORY: readonly Tool[] = [
  { label: '撤销', run: (c) => c.undo() },
  { label: '重做', run: (c) => c.redo() },
];
const TABLE: readonly Tool[] = [
  { label: '下面加一行', run: (c) => c.addRowAfter() },
  { label: '删去这一行', run: (c) => c.deleteRow() },
  { label: '右边加一列', run: (c) => c.addColumnAfter() },
  { label: '删去这一列', run: (c) => c.deleteColumn() },
  { label: '删去表格', run: (c) => c.deleteTable() },
];

/** The buttons above the text, in words; those of a table while the cursor is in one. */
export function buildToolbar({ editor, api, say, toggle }: ToolbarOptions) {
  const element = document.createElement('div');
  element.className = 'toolbar';
  const bar = group('正文的格式');
  const tableBar = group('表格');
  const panels = document.createElement('div');
  const states: (() => void)[] = [];
  const add = (to: HTMLElement, { label, active, run }: Tool) => {
    const one = button(label, () => run(editor.chain().focus()).run());
    to.append(one);
    if (active) states.push(() => one.setAttribute('aria-pressed', String(active(editor))));
  };
  for (const tool of TOOLS) add(bar, tool);
  const show = (panel: HTMLElement) => {
    const isOpen = panels.contains(panel);
    panels.replaceChildren(...(isOpen ? [] : [panel]));
    if (!isOpen) panel.querySelector<HTMLElement>('input,select')?.focus();
  };
  const close = () => {
    panels.replaceChildren();
    editor.commands.focus();
  };
  bar.append(
    button('链接', () => show(linkPanel(editor, close))),
    button('表格', () =>
      editor.chain().focus().insertTable({ rows: 3, cols: 3, withHeaderRow: true }).run(),
    ),
    button('图片', () => show(picturePanel({ editor, api, close, say }))),
  );
  for (const tool of HISTORY) add(bar, tool);
  const source = button('看 Markdown 源码', toggle);
  for (const tool of TABLE) add(tableBar, tool);
  element.append(bar, tableBar, panels);
  bar.append(source);
  const refresh = () => {
    for (const state of states) state();
    tableBar.hidden = !editor.isActive('table');
  };
  editor.on('transaction', refresh);
  refresh();
  return {
    element,
    setMode(rich: boolean) {
      for (const one of bar.querySelectorAll('button')) one.hidden = !rich && one !== source;
      tableBar.hidden = !rich || !editor.isActive('table');
      source.textContent = rich ? '看 Markdown 源码' : '回到编辑器';
      panels.replaceChildren();
    },
  };
}

function group(label: string): HTMLElement {
  const element = document.createElement('div');
  element.setAttribute('role', 'group');
  element.setAttribute('aria-label', label);
  return element;
}

export function button(label: string, press: () => void): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.textContent = label;
  // The cursor stays where it is in the text.
  element.addEventListener('mousedown', (event) => event.preventDefault());
  element.addEventListener('click', press);
  return element;
}
