import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PAGED_CATALOGS } from './routes.ts';

const TABLES = [...PAGED_CATALOGS, 'branches'] as const;
const PROSE = ['news', 'downloads', 'guides', 'help'] as const;

/**
 * Addresses of the lists for which a content directory holds nothing, e.g. `/programs/`: no menu
 * leads there. Reads no further than needed: it is asked by pages that need no content otherwise.
 */
export function emptySections(directory: string): string[] {
  return [
    ...TABLES.filter((name) => !hasRows(join(directory, 'catalogs', `${name}.csv`))),
    ...PROSE.filter((name) => !hasEntries(join(directory, name))),
  ].map((name) => `/${name}/`);
}

/** Whether anything but commas stands below the header. */
function hasRows(file: string): boolean {
  return existsSync(file) && /\n[\s,]*[^\s,]/.test(readFileSync(file, 'utf8'));
}

function hasEntries(folder: string): boolean {
  return existsSync(folder) && readdirSync(folder).some((name) => name.endsWith('.md'));
}
