import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type {
  EntrySource,
  EntrySummary,
  Fields,
  FileSummary,
  ProseKindName,
} from '#domain/content-answers.ts';
import { linksIn } from '../check/markdown/read-markdown.ts';
import { buildDay, isPublished } from '../is-published.ts';
import { parseFields, splitEntry } from '../read-prose.ts';
import { readTable } from '../read-table.ts';
import { prosePath } from '../routes.ts';
import { plainBody } from './compose-entry.ts';
import { filesIn, plainFields, textOf } from './plain-fields.ts';

interface Folder {
  directory: string;
  kind: ProseKindName;
}

/** All entries of a folder, faulty ones too: they are the ones to be mended. The newest first. */
export function listEntries({ directory, kind }: Folder): EntrySummary[] {
  const path = join(directory, kind);
  if (!existsSync(path)) return [];
  const names = kind === 'nodes' ? nodeNames(directory) : undefined;
  return readdirSync(path)
    .filter((name) => name.endsWith('.md') && !name.startsWith('.'))
    .map((name) => summaryOf(kind, readSource(directory, kind, name.slice(0, -3)), names))
    .toSorted((a, b) => compare(b.publishedAt, a.publishedAt) || compare(a.slug, b.slug));
}

/** One entry with all that may be changed, or null where there is none of that name. */
export function readEntry({
  directory,
  kind,
  slug,
}: Folder & { slug: string }): EntrySource | null {
  // A name is a name: nothing outside the folder is ever read.
  if (slug === '' || /[/\\\0]|^\./.test(slug)) return null;
  if (!existsSync(join(directory, kind, `${slug}.md`))) return null;
  const source = readSource(directory, kind, slug);
  const names = kind === 'nodes' ? nodeNames(directory) : undefined;
  const files = namedBy(source).flatMap((name) => describe(join(directory, kind), name));
  const { fields, body } = source;
  return { ...summaryOf(kind, source, names), fields, body, files };
}

interface Source {
  slug: string;
  fields: Fields;
  body: string;
  sha256: string;
}

/** What cannot be read as front matter shows as text, so that nothing of a broken file is lost. */
function readSource(directory: string, kind: ProseKindName, slug: string): Source {
  const bytes = readFileSync(join(directory, kind, `${slug}.md`));
  const text = new TextDecoder().decode(bytes);
  const parts = splitEntry(text);
  const document = parts && parseFields(parts.yaml);
  const readable = document && document.errors.length === 0;
  const found: unknown = readable ? document.toJS() : {};
  const isGroup = typeof found === 'object' && found !== null && !Array.isArray(found);
  return {
    slug,
    fields: isGroup ? plainFields(found as Fields) : {},
    body: plainBody(readable ? parts.body : text),
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}

function summaryOf(
  kind: ProseKindName,
  { slug, fields, sha256 }: Source,
  nodes?: ReadonlyMap<string, string>,
): EntrySummary {
  const publishedAt = textOf(fields, 'publishedAt');
  const expiresAt = textOf(fields, 'expiresAt');
  const draft = textOf(fields, 'draft') === 'true';
  return {
    kind,
    slug,
    title: textOf(fields, 'title') ?? nodes?.get(textOf(fields, 'node') ?? slug) ?? slug,
    category: textOf(fields, 'category') ?? null,
    publishedAt: publishedAt ?? null,
    expiresAt: expiresAt ?? null,
    updatedAt: textOf(fields, 'updatedAt') ?? null,
    pinned: textOf(fields, 'pinned') === 'true',
    published: isPublished({ draft, publishedAt, expiresAt }, buildDay()),
    address: prosePath(kind, slug),
    sha256,
  };
}

function nodeNames(directory: string): Map<string, string> {
  return new Map(readTable(directory, 'nodes').rows.map(({ code, name }) => [code, name]));
}

function namedBy({ fields, body }: Source): string[] {
  const shown = [...linksIn(body)].flatMap(({ target, picture }) =>
    picture ? decoded(target) : [],
  );
  return [...new Set([...filesIn(fields), ...shown])];
}

function decoded(target: string): string {
  try {
    return decodeURI(target).replace(/^\.\//, '');
  } catch {
    return target;
  }
}

function describe(folder: string, name: string): FileSummary[] {
  const path = join(folder, name);
  if (/[/\\\0]|^\./.test(name) || !existsSync(path)) return [];
  const bytes = readFileSync(path);
  return [{ name, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }];
}

function compare(a: string | null, b: string | null): number {
  const [first, second] = [a ?? '', b ?? ''];
  return first === second ? 0 : first < second ? -1 : 1;
}
