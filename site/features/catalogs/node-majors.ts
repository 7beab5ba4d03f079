import { isSample } from '../../loader/row-state.ts';
import type { Major } from '../../loader/schemas/majors.ts';
import type { Node } from '../../loader/schemas/nodes.ts';
import type { NodeMajor } from '../../loader/schemas/relations.ts';
import type { CellPart } from '../../ui/cells.ts';

const SHOWN = 3;

/** Address of one major's course table at one node. */
export function nodeMajorPath(node: string, major: string): string {
  return `/nodes/${node}/majors/${major}/`;
}

/** `32 / 80 学分`: how much of a major can be converted at a node. */
export function capCell(offer: NodeMajor): CellPart {
  return {
    text: `${offer.conversionCap} / ${offer.credits} 学分`,
    sample: isSample(offer, 'conversionCap') || isSample(offer, 'credits'),
  };
}

/** Majors of one node, each leading to its course table there; a long list ends at the node's page. */
export function majorCells(
  node: Node | undefined,
  majors: readonly { major: Major; note?: string | undefined }[],
): CellPart[] {
  if (!node) return [];
  const shown = majors.length > SHOWN + 1 ? majors.slice(0, SHOWN) : majors;
  const rest = majors.length - shown.length;
  return [
    ...shown.map(({ major, note }) => ({
      text: `${major.name}（${major.level}）`,
      href: nodeMajorPath(node.code, major.code),
      sample: isSample(major, 'name'),
      note,
    })),
    ...(rest > 0 ? [{ text: `另有 ${rest} 个专业`, href: `/nodes/${node.code}/#majors` }] : []),
  ];
}
