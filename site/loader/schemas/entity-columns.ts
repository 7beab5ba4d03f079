import { code, columnNames, date, list, oneOf, text } from './cells.ts';
import { column } from './table.ts';

export const STATUSES = ['current', 'suspended', 'retired', 'superseded'] as const;
export type Status = (typeof STATUSES)[number];

/** How each status is called on pages. */
export const STATUS_NAMES: Record<Status, string> = {
  current: '现行',
  suspended: '暂停',
  retired: '停用',
  superseded: '已替代',
};

/** First columns of every catalog of things that have a code and a page. */
export const identityColumns = {
  code: column('代码', code(), '在本目录内唯一，公布后不再改变'),
  name: column('名称', text()),
  aliases: column('别名', list(), '简称、俗称，用 | 分隔'),
  formerNames: column('曾用名', list(), '用 | 分隔'),
  status: column(
    '状态',
    oneOf(STATUSES, STATUS_NAMES),
    'current 现行、suspended 暂停、retired 停用、superseded 已替代',
  ),
  supersededBy: column(
    '替代者',
    code().optional(),
    '替代它的条目代码，仅在状态为 superseded 时填写',
  ),
  effectiveFrom: column('生效日期', date().optional()),
  effectiveTo: column('失效日期', date().optional(), '最后一个有效日，含当天'),
};

/** Last columns of every file: where a row's facts come from and which of them are invented. */
export const provenanceColumns = {
  source: column('来源', text(), '事实出处：文件名、网址或机构'),
  sampleFields: column('示例字段', columnNames(), '本行中属于演示、并非事实的列名，用 | 分隔'),
};

export const closingColumns = {
  ...provenanceColumns,
  updatedAt: column('更新日期', date()),
};

/** What every row of an entity catalog has; pages may rely on it for any of them. */
export interface Entity {
  code: string;
  name: string;
  aliases: string[];
  formerNames: string[];
  status: Status;
  supersededBy?: string | undefined;
  effectiveFrom?: string | undefined;
  effectiveTo?: string | undefined;
  source: string;
  sampleFields: string[];
  updatedAt: string;
}
