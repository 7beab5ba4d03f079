import { INSTITUTION_ROLE_NAMES, type Institution } from '../../../loader/schemas/institutions.ts';
import { entityCell, fieldCell } from '../row-cells.ts';
import { byName, type CatalogList, wordFacet } from './catalog-list.ts';

export const institutionList: CatalogList<Institution> = {
  lead: '接收学分的高校、颁发证书的机构、举办项目的单位和第三方评审机构。',
  rowsOf: (bank) => bank.institutions,
  compare: byName,
  columns: [
    { label: '机构', primary: true },
    { label: '角色' },
    { label: '类别' },
    { label: '所在区划' },
  ],
  cells: (row, bank) => [
    entityCell('institutions', row),
    fieldCell(row, 'roles', row.roles.map((role) => INSTITUTION_ROLE_NAMES[role]).join('、')),
    fieldCell(row, 'category'),
    fieldCell(row, 'district', row.district && bank.districtName(row.district)),
  ],
  facets: [
    {
      name: 'role',
      label: '角色',
      valuesOf: (row) =>
        row.roles.map((role) => ({ key: role, label: INSTITUTION_ROLE_NAMES[role] })),
    },
    wordFacet('category', '类别', (row) => row.category),
  ],
};
