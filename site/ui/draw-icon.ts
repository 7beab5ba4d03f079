import { type Html, html } from './html.ts';
import { type IconName, iconPaths } from './icon-paths.ts';

/** An inline icon in the text's colour. Decorative: a word always stands beside it. `size` in em. */
export function drawIcon(name: IconName, size = 1.2): Html {
  return html`<svg class="icon" viewBox="0 0 24 24" width="${size}em" height="${size}em" aria-hidden="true"><path d="${iconPaths[name]}"></path></svg>`;
}
