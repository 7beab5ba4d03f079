import { districtCode, text } from './cells.ts';
import { column, defineTable, type RowOf } from './table.ts';

export const districts = defineTable({
  name: 'districts',
  title: '行政区划',
  kind: 'relation',
  columns: {
    code: column('区划代码', districtCode(), 'GB/T 2260，6 位'),
    name: column('名称', text()),
    parent: column('上级代码', districtCode().optional(), '省级不填'),
    source: column('来源', text()),
  },
});

export type District = RowOf<typeof districts>;
