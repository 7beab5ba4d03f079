import { degrees, districtCode, text } from './cells.ts';
import { closingColumns, identityColumns } from './entity-columns.ts';
import { column, defineTable, type RowOf } from './table.ts';

export const branches = defineTable({
  name: 'branches',
  title: '分部',
  kind: 'entity',
  columns: {
    ...identityColumns,
    district: column('所在区', districtCode()),
    address: column('地址', text().optional()),
    phone: column('电话', text().optional()),
    openingHours: column('办理时间', text().optional()),
    latitude: column('纬度', degrees(3, 54).optional(), 'WGS 84'),
    longitude: column('经度', degrees(73, 136).optional(), 'WGS 84'),
    ...closingColumns,
  },
});

export type Branch = RowOf<typeof branches>;
