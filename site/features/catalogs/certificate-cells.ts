import type { Catalogs } from '../../loader/build-catalogs.ts';
import { ruleApplies } from '../../loader/links/major-links.ts';
import type { RuleNeed } from '../../loader/links/rule-links.ts';
import { entityPath } from '../../loader/routes.ts';
import { isSample } from '../../loader/row-state.ts';
import type { CellPart } from '../../ui/cells.ts';
import { type ConversionPath, isJoint, pathsToCourse } from './conversion-paths.ts';

const SHOWN = 2;

/**
 * What converts to a course by certificate, the most valuable first: one certificate, or several
 * that must be held together (甲 ＋ 乙（同时具备）). The rest by the course's page.
 * @param scope the major, and the node if it is known, in which one studies
 */
export function certificateCells(
  bank: Catalogs,
  course: string,
  scope: { major: string; node?: string },
): CellPart[] {
  const paths = pathsToCourse(bank, course)
    .filter(({ detail }) => ruleApplies(detail.rule, scope))
    .filter(({ needs }) => needs.some(({ certificate }) => certificate !== undefined))
    .toSorted((a, b) => Number(isJoint(a)) - Number(isJoint(b)));
  const ways = [...Map.groupBy(paths, ({ needs }) => wayOf(needs)).values()];
  const shown = ways.length > SHOWN + 1 ? ways.slice(0, SHOWN) : ways;
  const rest = ways.length - shown.length;
  return [
    ...shown.flatMap((way) => wayCells(way, scope.node)),
    ...(rest > 0 ? [{ text: `另有 ${rest} 种办法`, href: `/courses/${course}/` }] : []),
  ];
}

function wayOf(needs: readonly RuleNeed[]): string {
  return needs.map(({ name }) => name).join('＋');
}

/** One way, by any of its rules; told with the node when there it holds alone. */
function wayCells(paths: readonly ConversionPath[], node: string | undefined): CellPart[] {
  const needs = paths[0]?.needs ?? [];
  const only = node === undefined ? paths.map(({ detail }) => detail.node) : [undefined];
  const where = only.every((one) => one !== undefined)
    ? `限${[...new Set(only.map((one) => one?.name))].join('、')}`
    : undefined;
  return needs.map(({ name, certificate, course }, index) => {
    const last = index === needs.length - 1;
    const closing = last ? (needs.length > 1 ? '（同时具备）' : '') : ' ＋';
    return {
      text: `${name}${closing}`,
      href: certificate
        ? entityPath('certificates', certificate.code)
        : course && entityPath('courses', course.code),
      sample: certificate !== undefined && isSample(certificate, 'name'),
      note: last ? where : undefined,
    };
  });
}
