import { defineCollection } from 'astro:content';
import { proseLoader } from './loader/content-loader.ts';
import { PROSE_KINDS, type ProseKind } from './loader/schemas/prose.ts';

const prose = PROSE_KINDS.map((kind) => [
  `prose-${kind}`,
  defineCollection({ loader: proseLoader(kind) }),
]);

// Read by site/loader/catalogs.ts alone, which gives the entries their types.
export const collections: Record<
  `prose-${ProseKind}`,
  ReturnType<typeof defineCollection>
> = Object.fromEntries(prose);
