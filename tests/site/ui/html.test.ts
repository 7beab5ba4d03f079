import { expect, test } from 'vitest';
import { html } from '../../../site/ui/html.ts';

test('escapes values, keeps what it made itself, and leaves out nothing-values', () => {
  const inner = html`<b>${'<'}</b>`;
  expect(html`<p title="${'"'}">${[inner, null, false, undefined, 0]}</p>`.text).toBe(
    '<p title="&quot;"><b>&lt;</b>0</p>',
  );
});
