import type { ProseKind } from './schemas/prose.ts';
import type { EntityName } from './schemas/tables.ts';

/** Catalogs whose entries have a page each, at `/{catalog}/{code}/`. */
export const PAGED_CATALOGS = [
  'courses',
  'majors',
  'certificates',
  'programs',
  'nodes',
  'rules',
  'institutions',
] as const satisfies readonly EntityName[];
export type PagedCatalog = (typeof PAGED_CATALOGS)[number];

/** Addresses of the site that do not depend on content. */
export const FIXED_PATHS = [
  '/',
  ...PAGED_CATALOGS.map((name) => `/${name}/`),
  '/framework/',
  '/branches/',
  '/guides/',
  '/help/',
  '/news/',
  '/downloads/',
  '/about/',
  '/search/',
  '/verify/',
];

/** Where the standards are listed; a bank without any has no such page. */
export const STANDARDS_PATH = '/framework/standards/';

/** A standard is a line of the one list. */
export function standardPath(code: string): string {
  return `${STANDARDS_PATH}#${code}`;
}

export function entityPath(catalog: PagedCatalog, code: string): string {
  return `/${catalog}/${code}/`;
}

/** Address of a Markdown entry: help answers are anchors of one page, regulations of their node. */
export function prosePath(kind: ProseKind, slug: string): string {
  if (kind === 'help') return `/help/#${slug}`;
  if (kind === 'pages') return `/${slug}/`;
  if (kind === 'downloads') return `/downloads/#${slug}`;
  return `/${kind}/${slug}/`;
}

/** Address of a picture in the text of an entry, beside which it lies. */
export function picturePath(kind: ProseKind, file: string): string {
  return `/pictures/${kind}/${file}`;
}

/** Address of a file that lies beside an entry and is named by it. */
export function filePath(kind: ProseKind, slug: string, file: string): string {
  return kind === 'downloads' ? `/downloads/files/${file}` : `/${kind}/${slug}/files/${file}`;
}
