import {
  INSTITUTION_ROLE_NAMES,
  INSTITUTION_ROLES,
  type Institution,
} from '../../../loader/schemas/institutions.ts';
import { entityCell, fieldCell } from '../row-cells.ts';
import { byName, type CatalogList, updatedSort, wordFacet } from './catalog-list.ts';

export const institutionList: CatalogList<Institution> = {
  lead: '接收学分的高校、颁发证书的机构、举办项目的单位和第三方评审机构。',
  rowsOf: (bank) => bank.institutions,
  compare: byName,
  order: '名称按拼音',
  columns: [
    {
      label: '机构',
      primary: true,
      cell: (row) => entityCell('institutions', row),
      sort: 'usual',
    },
    {
      label: '角色',
      cell: (row) =>
        fieldCell(row, 'roles', row.roles.map((role) => INSTITUTION_ROLE_NAMES[role]).join('、')),
    },
    { label: '类别', cell: (row) => fieldCell(row, 'category') },
    {
      label: '所在区划',
      cell: (row, bank) =>
        fieldCell(row, 'district', row.district && bank.districtName(row.district)),
    },
  ],
  sorts: [updatedSort],
  facets: [
    {
      name: 'role',
      label: '角色',
      valuesOf: (row) =>
        row.roles.map((role) => ({ key: role, label: INSTITUTION_ROLE_NAMES[role] })),
      order: INSTITUTION_ROLES,
    },
    wordFacet('category', '类别', (row) => row.category),
    {
      name: 'district',
      label: '所在区划',
      valuesOf: ({ district }, bank) =>
        district === undefined ? [] : [{ key: district, label: bank.districtName(district) }],
    },
  ],
};
