import { Editor } from '@tiptap/core';
import { MarkdownManager } from '@tiptap/markdown';
import { cleanPaste } from './clean-paste.ts';
import { textExtensions } from './extensions.ts';
import { MarkdownText } from './markdown-text.ts';
import { buildToolbar } from './toolbar.ts';

const FOREIGN =
  '这篇正文里有编辑器不认识的写法（例如 HTML），只能在这里用 Markdown 修改；改掉它们，再打开就有编辑器了。';

/**
 * Puts an editor in place of the box of a Markdown text. The box stays, hidden, and is what is sent;
 * each change of the text is written to it at once.
 * @param box the textarea
 * @param api address of the draft, below which its files are
 * @returns the editor, for whoever wants to look at it
 */
export function openRichText(box: HTMLTextAreaElement, api: string): Editor {
  const extensions = textExtensions((name) => `${api}/files/${encodeURIComponent(name)}`);
  const manager = new MarkdownManager({ extensions });
  const frame = document.createElement('div');
  frame.className = 'rich-text';
  const place = document.createElement('div');
  const said = document.createElement('p');
  said.className = 'hint small';
  said.setAttribute('role', 'status');
  frame.append(place, said);
  const say = (sentence: string) => {
    said.textContent = sentence;
  };
  const editor = new Editor({
    element: place,
    extensions,
    injectCSS: false,
    editorProps: {
      attributes: {
        class: 'prose',
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-labelledby': 'body-label',
        'aria-describedby': 'body-hint',
      },
      transformPastedHTML(html) {
        if (html.includes('data-pm-slice')) return html;
        const { html: clean, pictures } = cleanPaste(html, location.origin);
        if (pictures > 0) say(`没有带进 ${pictures} 张图片：请另存为文件，用“图片”上传。`);
        return clean;
      },
    },
  });
  let text = new MarkdownText(manager, box.value);
  const open = () => {
    text = new MarkdownText(manager, box.value);
    const document = text.parse(editor.schema);
    if (document === undefined) return false;
    editor.chain().setMeta('addToHistory', false).setContent(document, { emitUpdate: false }).run();
    text.keep(editor.state.doc);
    return true;
  };
  editor.on('update', () => {
    box.value = text.write(editor.state.doc);
    box.dispatchEvent(new Event('input', { bubbles: true }));
  });
  const show = (rich: boolean) => {
    const opened = rich && open();
    frame.hidden = false;
    place.hidden = !opened;
    box.hidden = opened;
    say(rich && !opened ? FOREIGN : '');
    tools.setMode(opened);
  };
  const tools = buildToolbar({ editor, api, say, toggle: () => show(!box.hidden) });
  frame.prepend(tools.element);
  box.before(frame);
  // Faults and labels lead to the box; the editor takes their place.
  box.addEventListener('focus', () => {
    if (box.hidden) editor.commands.focus();
  });
  // What is put back from an earlier visit is shown too.
  box.addEventListener('restored', () => show(!place.hidden));
  show(true);
  return editor;
}
