import type { Catalogs } from '../../../loader/build-catalogs.ts';
import { isSample } from '../../../loader/row-state.ts';
import type { Certificate } from '../../../loader/schemas/certificates.ts';
import type { Cell } from '../../../ui/cells.ts';
import { addressKey } from '../address-key.ts';
import { coursesAlone } from '../conversion-paths.ts';
import { creditCell } from '../credit-cell.ts';
import type { HolderCredits } from '../holder-credits.ts';
import { creditsAnywhere } from '../places.ts';
import { entityCell, fieldCell } from '../row-cells.ts';
import { type CatalogList, mostFirst, nameSort, updatedSort, wordFacet } from './catalog-list.ts';
import { byFamilyAndLevel } from './family-order.ts';

/** What a certificate is worth; nothing while no rule takes it. */
interface Worth {
  courses: number;
  credits: HolderCredits;
}

// Both the cells and the orders ask, and it takes a walk through every place that takes it.
const worths = new WeakMap<Certificate, Worth | 'no rule'>();

function worthOf(row: Certificate, bank: Catalogs): Worth | undefined {
  const known = worths.get(row);
  const worth =
    known ??
    (bank.coursesForCertificate(row.code).length > 0
      ? { courses: coursesAlone(bank, row.code).size, credits: creditsAnywhere(bank, row.code) }
      : 'no rule');
  worths.set(row, worth);
  return worth === 'no rule' ? undefined : worth;
}

function issuerCell(row: Certificate, bank: Catalogs): Cell {
  const issuer = row.issuer === undefined ? undefined : bank.institution(row.issuer);
  return issuer
    ? { text: issuer.name, sample: isSample(row, 'issuer') }
    : { text: '以证书写明的为准' };
}

export const certificateList: CatalogList<Certificate> = {
  lead: '找到您的证书，看它能换哪些标准课程、多少学分、在哪所高校用得上。「单个专业最多」是一个人在一个网点的一个专业里，单凭这张证书最多可得的学分。',
  rowsOf: (bank) => bank.certificates,
  compare: byFamilyAndLevel,
  order: '系列和等级',
  columns: [
    {
      label: '证书',
      primary: true,
      cell: (row) => entityCell('certificates', row),
      sort: nameSort,
    },
    { label: '发证机构', cell: issuerCell },
    { label: '类别', cell: (row) => fieldCell(row, 'kind') },
    {
      label: '可转换课程',
      kind: 'number',
      cell: (row, bank) => worthOf(row, bank)?.courses ?? '暂无规则',
      sort: mostFirst('courses', '可转换课程', (row, bank) => worthOf(row, bank)?.courses),
    },
    {
      label: '单个专业最多',
      kind: 'number',
      cell: (row, bank) => {
        const worth = worthOf(row, bank);
        return worth && creditCell(worth.credits);
      },
      sort: mostFirst('credits', '学分', (row, bank) => worthOf(row, bank)?.credits.most),
    },
  ],
  sorts: [updatedSort],
  facets: [
    wordFacet('kind', '类别', (row) => row.kind),
    {
      name: 'rule',
      label: '转换规则',
      valuesOf: (row, bank) => [
        worthOf(row, bank)
          ? { key: 'with', label: '有转换规则' }
          : { key: 'without', label: '暂无规则' },
      ],
      order: ['with', 'without'],
    },
    {
      name: 'family',
      label: '系列',
      // A family of one is no way to narrow a list.
      valuesOf: ({ family }, bank) =>
        family !== undefined && bank.certificatesInFamily(family).length > 1
          ? [{ key: addressKey(family), label: family }]
          : [],
    },
    {
      name: 'issuer',
      label: '发证机构',
      valuesOf: ({ issuer }, bank) => {
        const found = issuer === undefined ? undefined : bank.institution(issuer);
        return found ? [{ key: found.code, label: found.name }] : [];
      },
    },
  ],
};
