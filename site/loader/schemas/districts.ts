import { districtCode, text, wholeNumber } from './cells.ts';
import { column, defineTable, type RowOf } from './table.ts';

export const districts = defineTable({
  name: 'districts',
  title: '行政区划',
  kind: 'relation',
  columns: {
    code: column('区划代码', districtCode(), 'GB/T 2260，6 位'),
    name: column('名称', text()),
    parent: column('上级代码', districtCode().optional(), '省级不填'),
    mapColumn: column(
      '示意图列',
      wholeNumber(1, 40).optional(),
      '在分布示意图上的列，自西向东，从 1 起',
    ),
    mapRow: column(
      '示意图行',
      wholeNumber(1, 40).optional(),
      '在分布示意图上的行，自北向南，从 1 起',
    ),
    source: column('来源', text()),
  },
});

export type District = RowOf<typeof districts>;
