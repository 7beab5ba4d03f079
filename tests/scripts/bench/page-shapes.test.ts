import { expect, test } from 'vitest';
import { shapeOf } from '../../../scripts/bench/page-shapes.ts';

test('a page is told by its bytes, its rows and its facts, without what is on every page', () => {
  const table =
    '<table><thead><tr><th>课程</th></tr></thead><tbody><tr><td>一</td></tr><tr><td>二</td></tr></tbody><tfoot><tr><td>三</td></tr></tfoot></table>';
  const html = `<dl><dt>代码</dt><dd>1</dd></dl>${table}<footer><dl><dt>电话</dt><dd>2</dd></dl></footer>`;
  expect(shapeOf(html)).toEqual({ bytes: Buffer.byteLength(html), rows: 2, facts: 1 });
});
