import type { Catalogs } from '../../../loader/build-catalogs.ts';
import type { Cell, CellPart } from '../../../ui/cells.ts';
import { creditCell } from '../credit-cell.ts';
import { stateCell } from '../entry-state.ts';
import { bestOf } from '../holder-credits.ts';
import { majorCells } from '../node-majors.ts';
import { type CreditedPlace, creditedPlaces } from '../places.ts';
import { entityCell } from '../row-cells.ts';
import type { EntrySection } from './entry-section.ts';

const columns = [
  { label: '高校网点', primary: true },
  { label: '专业' },
  { label: '单个专业最多', kind: 'number' },
] as const;

/** In which majors of which nodes a certificate counts, and for how much; the most credits first. */
export function whereItCounts(bank: Catalogs, certificate: string): EntrySection {
  const places = bank.placesForCertificate(certificate);
  const nodes = new Set(places.map(({ node }) => node));
  const today = places.filter(({ node, major }) => bank.inForce(node) && bank.inForce(major));
  const open = new Set(today.map(({ node }) => node)).size;
  const majors = new Set(today.map(({ major }) => major)).size;
  const besides = nodes.size > open ? `，另有 ${nodes.size - open} 个网点现在不办理` : '';
  const draw = (from: number, to: number) =>
    placesByNode(bank, certificate)
      .slice(from, to)
      .map((list) => cellsOf(bank, list));
  return {
    name: 'places',
    title: '能用在哪里',
    unit: '个高校网点',
    shown: 8,
    tables: [
      {
        caption: `${open} 个高校网点可以抵用，涉及 ${majors} 个专业${besides}；点专业名称，看抵用哪门课程`,
        columns,
        total: nodes.size,
        draw,
      },
    ],
  };
}

/** The places of each node; nodes that take people come first. */
function placesByNode(bank: Catalogs, certificate: string): CreditedPlace[][] {
  const nodes = Map.groupBy(creditedPlaces(bank, certificate), ({ node }) => node);
  return [...nodes.values()].toSorted((a, b) => Number(isOpen(b)) - Number(isOpen(a)));
}

function cellsOf(bank: Catalogs, list: readonly CreditedPlace[]): Cell[] {
  const node = list[0]?.node;
  return [
    node && [entityCell('nodes', node), stateCell(node, '网点', bank.today)],
    majorsOf(list),
    creditCell(bestOf(list)),
  ];
}

function isOpen(list: readonly CreditedPlace[]): boolean {
  return list.some(({ open }) => open);
}

/** Says for each major what it gives where the node's majors differ. */
function majorsOf(list: readonly CreditedPlace[]): CellPart[] {
  const notes = list.map(({ most, joint }) => {
    const [best] = joint;
    const more = best && `须另持有其他成果才有 ${best.total} 学分`;
    return most > 0 ? [`最多 ${most} 学分`, more].filter(Boolean).join('；') : more;
  });
  const differ = new Set(notes).size > 1;
  return majorCells(
    list[0]?.node,
    list.map(({ major }, index) => ({ major, note: differ ? notes[index] : undefined })),
  );
}
