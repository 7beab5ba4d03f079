import { drawFolded } from './draw-facets.ts';
import type { FacetLink, FacetView } from './list-view.ts';

/**
 * Makes the links of the facets boxes to tick, with the counts of the moment; the values that the
 * page left out are folded below the others. Links stay the same elements: one may be being pressed.
 */
export function showFacets(place: HTMLElement, facets: readonly FacetView[]): void {
  for (const { name, label, values } of facets) {
    const group = place.querySelector(`[data-facet="${CSS.escape(name)}"]`);
    const missing = values.filter(({ key }) => !linkOf(place, key));
    if (missing.length > 0) {
      group?.querySelector('[data-index]')?.remove();
      group?.insertAdjacentHTML('beforeend', drawFolded(label, missing).text);
    }
    for (const value of values) showBox(place, value);
  }
}

function showBox(place: HTMLElement, { key, href, count, current }: FacetLink): void {
  const shown = linkOf(place, key);
  if (!shown) return;
  shown.href = href;
  const number = shown.querySelector('.num');
  if (number) number.textContent = String(count);
  shown.removeAttribute('aria-current');
  shown.setAttribute('role', 'checkbox');
  shown.setAttribute('aria-checked', String(current));
  shown.setAttribute('aria-disabled', String(count === 0 && !current));
}

export function linkOf(place: HTMLElement, key: string | undefined): HTMLAnchorElement | null {
  return key === undefined ? null : place.querySelector(`a[data-key="${CSS.escape(key)}"]`);
}
