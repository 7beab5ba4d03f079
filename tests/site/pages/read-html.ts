/** A start tag of a page as built: well-formed, attributes quoted. */
export interface StartTag {
  name: string;
  attributes: Map<string, string>;
}

const SKIPPED = /<!--[\s\S]*?-->|<(script|style)\b[^>]*>[\s\S]*?<\/\1>/g;
const TAG =
  /<([a-z][a-z0-9-]*)((?:\s+[^\s"'>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*)\s*\/?>/gi;
const ATTRIBUTE = /([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;

/** Every start tag in the order of the page; contents of scripts and styles are left out. */
export function startTags(html: string): StartTag[] {
  return [...html.replace(SKIPPED, keepTag).matchAll(TAG)].map(([, name = '', rest = '']) => ({
    name: name.toLowerCase(),
    attributes: new Map(
      [...rest.matchAll(ATTRIBUTE)].map(([, key = '', double, single, bare]) => [
        key.toLowerCase(),
        decodeEntities(double ?? single ?? bare ?? ''),
      ]),
    ),
  }));
}

function keepTag(match: string): string {
  return match.startsWith('<!--') ? '' : match.slice(0, match.indexOf('>') + 1);
}

/** What a reader sees of a piece of HTML, white space run together. */
export function textOf(html: string): string {
  return decodeEntities(html.replace(SKIPPED, ' ').replace(/<[^>]+>/g, ''))
    .replace(/\s+/g, ' ')
    .trim();
}

/** The fact lists of a page: label → HTML of the value. */
export function factsOf(html: string): Map<string, string> {
  return new Map(
    [...html.matchAll(/<div><dt>([^<]*)<\/dt><dd>([\s\S]*?)<\/dd><\/div>/g)].map(
      ([, label = '', value = '']) => [decodeEntities(label), value],
    ),
  );
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decodeEntities(text: string): string {
  return text.replace(/&(#x[0-9a-f]+|#\d+|[a-z]+);/gi, (whole, entity: string) => {
    if (entity.startsWith('#x')) return String.fromCodePoint(Number.parseInt(entity.slice(2), 16));
    if (entity.startsWith('#')) return String.fromCodePoint(Number(entity.slice(1)));
    return NAMED[entity] ?? whole;
  });
}
