import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { pictureSize, type Size } from './check/files/picture-fault.ts';
import { linksIn } from './check/markdown/read-markdown.ts';
import type { ProseEntry } from './read-prose.ts';
import { picturePath } from './routes.ts';

/** A picture of a published entry's text, as the public site shows it. */
export interface PublishedPicture {
  /** As the text names it, decoded and without `./`. */
  name: string;
  /** Address on the site, e.g. `/pictures/news/opening.jpg`; not encoded. */
  path: string;
  /** Where it lies on disk. */
  source: string;
  /** In pixels; undefined where the file does not say. */
  size: Size | undefined;
  /** Lower case hexadecimal. */
  sha256: string;
}

/** The pictures that an entry's text names beside itself. Throws when one is not there. */
export function describePictures(
  directory: string,
  { kind, body }: Pick<ProseEntry, 'kind' | 'body'>,
): PublishedPicture[] {
  const targets = linksIn(body).flatMap(({ target, picture }) => (picture ? [target] : []));
  const names = new Set(targets.flatMap((target) => pictureName(target) ?? []));
  return [...names].map((name) => {
    const source = join(directory, kind, name);
    const bytes = readFileSync(source);
    return {
      name,
      path: picturePath(kind, name),
      source,
      size: pictureSize(bytes, extname(name).slice(1).toLowerCase()),
      sha256: createHash('sha256').update(bytes).digest('hex'),
    };
  });
}

/** The bare name of a file that lies beside its entry; undefined for any other address. */
export function pictureName(target: string): string | undefined {
  const name = decoded(target).replace(/^\.\//, '');
  return /^[^/\\:?#.][^/\\:?#]*$/.test(name) ? name : undefined;
}

function decoded(target: string): string {
  try {
    return decodeURI(target);
  } catch {
    return target;
  }
}
