import { isSample } from '../../../loader/row-state.ts';
import type { Certificate } from '../../../loader/schemas/certificates.ts';
import { addressKey } from '../address-key.ts';
import { coursesAlone } from '../conversion-paths.ts';
import { creditCell } from '../credit-cell.ts';
import { creditsAnywhere } from '../places.ts';
import { entityCell, fieldCell } from '../row-cells.ts';
import { type CatalogList, wordFacet } from './catalog-list.ts';
import { byFamilyAndLevel } from './family-order.ts';

export const certificateList: CatalogList<Certificate> = {
  lead: '找到您的证书，看它能换哪些标准课程、多少学分、在哪所高校用得上。「单个专业最多」是一个人在一个网点的一个专业里，单凭这张证书最多可得的学分。',
  rowsOf: (bank) => bank.certificates,
  compare: byFamilyAndLevel,
  columns: [
    { label: '证书', primary: true },
    { label: '发证机构' },
    { label: '类别' },
    { label: '可转换课程', kind: 'number' },
    { label: '单个专业最多', kind: 'number' },
  ],
  cells: (row, bank) => {
    const issuer = row.issuer === undefined ? undefined : bank.institution(row.issuer);
    const courses = coursesAlone(bank, row.code).size;
    const ruled = bank.coursesForCertificate(row.code).length > 0;
    const credits = creditsAnywhere(bank, row.code);
    return [
      entityCell('certificates', row),
      issuer
        ? { text: issuer.name, sample: isSample(row, 'issuer') }
        : { text: '以证书写明的为准' },
      fieldCell(row, 'kind'),
      ruled ? courses : '暂无规则',
      ruled ? creditCell(credits) : undefined,
    ];
  },
  facets: [
    wordFacet('kind', '类别', (row) => row.kind),
    {
      name: 'family',
      label: '系列',
      // A family of one is no way to narrow a list.
      valuesOf: ({ family }, bank) =>
        family !== undefined && bank.certificatesInFamily(family).length > 1
          ? [{ key: addressKey(family), label: family }]
          : [],
    },
  ],
};
