import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { describePictures, pictureName } from '../../site/loader/published-pictures.ts';
import { renderMarkdown } from '../../site/loader/render-markdown.ts';

const directory = mkdtempSync(join(tmpdir(), 'jixue-pictures-'));
afterAll(() => rmSync(directory, { recursive: true }));
mkdirSync(join(directory, 'news'));
/** The head of a PNG of 10 by 20 pixels. */
const png = Buffer.from('89504e470d0a1a0a0000000d494844520000000a00000014', 'hex');
writeFileSync(join(directory, 'news/图 1.png'), png);

test('a picture beside its entry is shown from its address, with its size', async () => {
  const body = '![一张图](<图 1.png>)\n\n![又一次][a]\n\n[a]: ./%E5%9B%BE%201.png\n';
  const pictures = describePictures(directory, { kind: 'news', body });
  expect(pictures).toMatchObject([
    { name: '图 1.png', path: '/pictures/news/图 1.png', size: { width: 10, height: 20 } },
  ]);
  const { html } = await renderMarkdown(body, pictures);
  const shown = [...html.matchAll(/<img [^>]*>/g)].map(([tag]) => tag);
  expect(shown).toEqual([
    '<img src="/pictures/news/%E5%9B%BE%201.png" alt="一张图" width="10" height="20" loading="lazy" decoding="async">',
    '<img src="/pictures/news/%E5%9B%BE%201.png" alt="又一次" width="10" height="20" loading="lazy" decoding="async">',
  ]);
});

test('what does not lie beside its entry is none of its pictures', () => {
  const body = '![x](/seal.svg) ![y](https://example.org/y.png) ![z](../news/图.png) `![c](c.png)`';
  expect(describePictures(directory, { kind: 'news', body })).toEqual([]);
  for (const name of ['../a.png', 'a/b.png', '.hidden.png', 'data:image/png;base64,x', '#a', '']) {
    expect(pictureName(name), name).toBeUndefined();
  }
  expect(pictureName('./a.png')).toBe('a.png');
});

test('a picture that is not there cannot be published', () => {
  expect(() => describePictures(directory, { kind: 'news', body: '![n](none.png)' })).toThrow(
    'ENOENT',
  );
});
