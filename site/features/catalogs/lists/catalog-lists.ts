import type { PagedCatalog } from '../../../loader/routes.ts';
import type { Entity } from '../../../loader/schemas/entity-columns.ts';
import type { CatalogList } from './catalog-list.ts';
import { certificateList } from './certificates.ts';
import { courseList } from './courses.ts';
import { institutionList } from './institutions.ts';
import { majorList } from './majors.ts';
import { nodeList } from './nodes.ts';
import { programList } from './programs.ts';
import { ruleList } from './rules.ts';

/** How each catalog is listed. */
export const catalogLists = {
  courses: courseList,
  majors: majorList,
  certificates: certificateList,
  programs: programList,
  nodes: nodeList,
  rules: ruleList,
  institutions: institutionList,
} as unknown as Record<PagedCatalog, CatalogList<Entity>>;
