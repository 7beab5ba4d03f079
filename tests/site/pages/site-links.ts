import { readFileSync } from 'node:fs';
import path from 'node:path';
import { htmlFiles, SITE } from './built-site.ts';

/** What a page of the built site points to and can be pointed to by. */
export interface PageLinks {
  /** Addresses on this site, decoded, without fragment; those of `<a>`, `src` and `action` alike. */
  targets: ReadonlySet<string>;
  /** Address and fragment of each link that has one. */
  anchors: readonly { target: string; id: string }[];
  ids: readonly string[];
}

/** Astro quotes every attribute; a page's own address (canonical) is no link. */
const ATTRIBUTES = /<link rel="canonical"[^>]*>|\s(href|src|action|id)="([^"]*)"/g;
const ELSEWHERE = /^[a-z][a-z0-9+.-]*:|^\/\//i;

const texts = new Map<string, string>();

/** One string for all that are equal: thousands of pages share most of their targets. */
function interned(text: string): string {
  const known = texts.get(text);
  if (known !== undefined) return known;
  texts.set(text, text);
  return text;
}

/** Address of a page from its file: `courses/KC0001/index.html` → `/courses/KC0001/`. */
export function addressOf(file: string): string {
  return `/${file.replace(/index\.html$/, '')}`;
}

function decode(value: string): string {
  const text = value.replaceAll('&#38;', '&').replaceAll('&amp;', '&');
  return text.includes('%') ? decodeURI(text) : text;
}

function resolve(target: string, from: string): string {
  if (target === '') return from;
  if (target.startsWith('/')) return target;
  return decodeURI(new URL(target, `https://here.invalid${encodeURI(from)}`).pathname);
}

function readLinks(file: string): PageLinks {
  const html = readFileSync(path.join(SITE, file), 'utf8');
  const from = addressOf(file);
  const targets = new Set<string>();
  const anchors: { target: string; id: string }[] = [];
  const ids: string[] = [];
  for (const [, name, value = ''] of html.matchAll(ATTRIBUTES)) {
    if (name === undefined) continue;
    if (name === 'id') ids.push(interned(value));
    else if (!ELSEWHERE.test(value)) {
      const [place = '', id] = decode(value).split('#');
      const target = interned(resolve(place.replace(/\?.*$/s, ''), from));
      targets.add(target);
      if (id) anchors.push({ target, id: interned(id) });
    }
  }
  return { targets, anchors, ids };
}

/** Every page of the built site by address; read once, the HTML is not kept. */
export const siteLinks: ReadonlyMap<string, PageLinks> = new Map(
  htmlFiles.map((file) => [addressOf(file), readLinks(file)]),
);

/** Own pages of long sections: `/nodes/WD01/certificates/`, and further ones at `page/2/`. */
const SECTION = /^[a-z-]+\/(page\/\d+\/)?$/;

const within = new Map<string, ReadonlySet<string>>();

/**
 * Everything that the page of a catalog entry leads to: directly, or on the pages of its own that
 * show a section whole and that it names.
 */
export function linksOfEntry(address: string): ReadonlySet<string> {
  const known = within.get(address);
  if (known !== undefined) return known;
  const all = new Set<string>();
  const queue = [address];
  const read = new Set(queue);
  for (let page = queue.pop(); page !== undefined; page = queue.pop()) {
    for (const target of siteLinks.get(page)?.targets ?? []) {
      all.add(target);
      const own = target.startsWith(address) && SECTION.test(target.slice(address.length));
      if (own && !read.has(target)) {
        read.add(target);
        queue.push(target);
      }
    }
  }
  within.set(address, all);
  return all;
}

/** `from → to` for each pair of entries that is not linked, in either direction. */
export function notLinked(pairs: Iterable<readonly [string, string]>): string[] {
  return [...pairs].flatMap(([a, b]) => [
    ...(linksOfEntry(a).has(b) ? [] : [`${a} → ${b}`]),
    ...(linksOfEntry(b).has(a) ? [] : [`${b} → ${a}`]),
  ]);
}
