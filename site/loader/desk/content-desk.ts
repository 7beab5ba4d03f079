import type { Checked, ContentDesk } from '#domain/content-desk.ts';
import type { ListedAddresses } from '../check/check-links.ts';
import { listCatalogs, writeCatalog } from './catalog-workbook.ts';
import { checkFile } from './check-file.ts';
import { completeFields } from './complete-fields.ts';
import { composeEntry } from './compose-entry.ts';
import { checkDirectory } from './content-faults.ts';
import { planCatalog } from './plan-catalog.ts';
import { proposeSlug } from './propose-slug.ts';
import { listEntries, readEntry } from './read-entries.ts';
import { listUnreferenced } from './unreferenced-files.ts';

/** What the desk cannot do by itself: what pages know, and how they are built. */
export interface DeskSurroundings extends Pick<ContentDesk, 'previewEntry' | 'buildRelease'> {
  listed: ListedAddresses;
}

/** The content's own program as the service sees it. */
export function createContentDesk({ listed, ...building }: DeskSurroundings): ContentDesk {
  return {
    listEntries: async (request) => listEntries(request),
    readEntry: async (request) => readEntry(request),
    composeEntry: async ({ fields, body, before }) => composeEntry(fields, body, before),
    proposeSlug: async (request) => proposeSlug(request),
    completeFields: async (request) => completeFields(request),
    checkFile: async (request) => checkFile(request),
    checkDirectory: async (request): Promise<Checked> => checkDirectory(request, listed),
    listUnreferenced: async ({ directory }) => listUnreferenced(directory),
    listCatalogs: async ({ directory }) => listCatalogs(directory),
    writeCatalog: ({ directory, catalog, target }) => writeCatalog(directory, catalog, target),
    planCatalog: (request) => planCatalog(request, listed),
    ...building,
  };
}
