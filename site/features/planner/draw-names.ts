import type { Holding, PlannerRule } from '#domain/planner/planner-types.ts';
import { type Html, html } from '../../ui/html.ts';
import type { Names } from './load-planner.ts';

export function placeName({ nodes, majors }: Names, at: { node: string; major: string }): string {
  return `${nodes.get(at.node) ?? at.node} · ${majors.get(at.major) ?? at.major}`;
}

export function holdingName(names: Names, { kind, ref }: Pick<Holding, 'kind' | 'ref'>): string {
  if (kind === 'originalCourse') return `《${ref}》`;
  return kind === 'certificate'
    ? (names.certificates.get(ref)?.name ?? ref)
    : courseName(names, ref);
}

export function courseName({ courses }: Names, code: string): string {
  return courses.get(code) ?? code;
}

/** A rule with a link, and where alone it holds. */
export function drawRule({ nodes, majors }: Names, { code, node, major }: PlannerRule): Html {
  const scope = [
    node === undefined ? '' : (nodes.get(node) ?? node),
    major === undefined ? '' : (majors.get(major) ?? major),
  ].filter(Boolean);
  return html`<a href="/rules/${code}/">${code}</a>${scope.length > 0 && `，限${scope.join('的')}`}`;
}
