import { startTags } from './read-html.ts';

/** What a page says of itself to those who do not read it. */
export interface PageHead {
  title: string;
  description: string;
  canonical?: string | undefined;
  /** Content of `<meta name="robots">`. */
  robots?: string | undefined;
  /** Open Graph: `og:title` and so on. */
  og: ReadonlyMap<string, string>;
  /** The text of each JSON-LD block, in the head or below. */
  structuredData: readonly string[];
}

const JSON_LD = /<script type="application\/ld\+json">([\s\S]*?)<\/script>/g;

export function readHead(html: string): PageHead {
  const head = startTags(html.slice(0, html.indexOf('</head>')));
  const metas = head.filter(({ name }) => name === 'meta').map(({ attributes }) => attributes);
  const named = (name: string) => metas.find((meta) => meta.get('name') === name)?.get('content');
  return {
    title: /<title>([^<]*)<\/title>/.exec(html)?.[1] ?? '',
    description: named('description') ?? '',
    robots: named('robots'),
    canonical: head
      .find(({ attributes }) => attributes.get('rel') === 'canonical')
      ?.attributes.get('href'),
    og: new Map(
      metas.flatMap((meta) => {
        const property = meta.get('property');
        return property === undefined ? [] : [[property, meta.get('content') ?? ''] as const];
      }),
    ),
    structuredData: [...html.matchAll(JSON_LD)].map(([, text = '']) => text),
  };
}
