import { type Html, html } from '../../../ui/html.ts';
import type { FacetLink, FacetView } from './list-view.ts';

/** The facets of a list: each value a link with its count, in the browser a box to tick. */
export function drawFacets(facets: readonly FacetView[]): Html {
  return html`${facets.map(drawFacet)}`;
}

function drawFacet({ name, label, values, index }: FacetView): Html {
  return html`<div class="facet" role="group" aria-label="按${label}筛选" data-facet="${name}"><p class="soft" aria-hidden="true">${label}</p><ul>${values.map(
    drawValue,
  )}${
    index && html`<li data-index><a href="${index.href}">全部 ${index.count} 个${label}</a></li>`
  }</ul></div>`;
}

/** In the browser: the values that the page as built left out. */
export function drawFolded(label: string, values: readonly FacetLink[]): Html {
  return html`<details><summary>其余 ${values.length} 个${label}</summary><ul>${values.map(drawValue)}</ul></details>`;
}

function drawValue({ label, href, count, current, key }: FacetLink): Html {
  return html`<li><a href="${href}" data-key="${key}"${
    current && html` aria-current="true"`
  }>${label}<span class="num">${count}</span></a></li>`;
}
