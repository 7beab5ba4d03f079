import { makeIdNumber, makeName } from './factories.ts';

/** The columns that a course needs, in some order. */
export const COURSE_COLUMNS = [
  '报告序号',
  '姓名',
  '证件号码',
  '成果类型',
  '成果名称',
  '取得日期',
  '院校或机构',
  '课程代码',
  '专业',
  '层次',
  '学分',
  '成绩',
] as const;
type CourseColumn = (typeof COURSE_COLUMNS)[number];

/** One row of a sheet: a course of a new person. */
export function courseRow(overrides: Partial<Record<CourseColumn, string>> = {}): string[] {
  const row: Record<CourseColumn, string> = {
    报告序号: '',
    姓名: makeName(),
    证件号码: makeIdNumber(),
    成果类型: '课程',
    成果名称: '公司概况',
    取得日期: '2020-07-06',
    院校或机构: '示例开放大学',
    课程代码: '10771',
    专业: '电子商务',
    层次: '本科',
    学分: '3',
    成绩: '80',
    ...overrides,
  };
  return COURSE_COLUMNS.map((column) => row[column]);
}

export function csvOf(
  rows: readonly (readonly string[])[],
  header: readonly string[] = COURSE_COLUMNS,
) {
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  return [header, ...rows].map((row) => row.map(cell).join(',')).join('\r\n');
}
