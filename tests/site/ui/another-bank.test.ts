import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { GROUNDS, SEAL_INK } from '#domain/bank-colours.ts';
import { contrast } from '#domain/contrast.ts';
import { colourStyles } from '../../../site/ui/colour-styles.ts';
import { leadingSomewhere } from '../../../site/ui/navigation.ts';
import { sealSvg } from '../../../site/ui/seal-svg.ts';

const tokens = readFileSync('site/ui/styles/tokens.css', 'utf8');

/** The two values of a token: by day and by night. */
function token(css: string, name: string) {
  const found = new RegExp(`--${name}: ?var\\(--day, ?(#\\w{6})\\) var\\(--night, ?(#\\w{6})\\);`);
  const [, light = '', dark = ''] = found.exec(css) ?? [];
  return { light, dark };
}

test('the grounds that colours are measured against are those of the site', () => {
  for (const name of ['paper', 'sheet'] as const) {
    const { light, dark } = token(tokens, name);
    expect({ light, dark }, name).toEqual({
      light: GROUNDS.light[name],
      dark: GROUNDS.dark[name],
    });
  }
});

describe.each([
  ['a green only just dark enough', { action: '#3d7050', actionDark: '#6a9a7b' }],
  ['black and white', { action: '#000000', actionDark: '#ffffff' }],
  ['the usual ones', { action: '#1a5160', actionDark: '#86c5d2' }],
])('the shades mixed from %s', (_, colours) => {
  const css = colourStyles(colours);
  test.each([
    ['action', 'paper'],
    ['action', 'sheet'],
    ['action', 'tint'],
    ['action-deep', 'sheet'],
    ['action-deep', 'tint'],
    ['on-action', 'action'],
    ['on-action', 'action-deep'],
    ['on-deep', 'deep'],
    ['ink', 'tint'],
  ])('keep %s on %s legible by day and by night', (text, ground) => {
    const shadeOf = (name: string) =>
      css.includes(`--${name}:`) ? token(css, name) : token(tokens, name);
    const [above, below] = [shadeOf(text), shadeOf(ground)];
    expect(contrast(above.light, below.light)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(above.dark, below.dark)).toBeGreaterThanOrEqual(4.5);
  });
});

test('without colours of its own a bank has the usual ones', () => {
  expect(colourStyles(undefined)).toBe('');
});

test('a seal carries the characters it is given, and 积学 its own drawing', () => {
  expect(sealSvg('江苏', '#123456')).toContain('fill="#123456"');
  expect([...sealSvg('学分银行').matchAll(/>(.)<\/text>/g)].map(([, c]) => c).join('')).toBe(
    '学分银行',
  );
  expect(sealSvg('积学')).not.toContain('<text');
  expect(sealSvg('积学')).toContain(SEAL_INK);
});

test('menus leave out the lists that hold nothing', () => {
  const links = [
    { label: '查证书', href: '/certificates/' },
    { label: '高校网点', href: '/nodes/' },
  ];
  expect(leadingSomewhere(links, ['/nodes/'])).toEqual(links.slice(0, 1));
});
