import { formatChineseTime } from '#domain/china-date.ts';
import type { BackupHead } from '../verify-api/backup/backup-head.ts';

/** What a backup holds, in lines for the operator. */
export function backupSummary({ madeAt, bank, engine, database, files }: BackupHead): string[] {
  const rows = (table: string) => database.tables.find(({ name }) => name === table)?.rows ?? 0;
  const from = engine === 'postgres' ? 'PostgreSQL' : '内置数据库';
  return [
    `${bank?.name ?? '（没有读到本行名称）'}，${formatChineseTime(new Date(madeAt))}，${from}`,
    `报告 ${rows('reports')} 份，账号 ${rows('staff_users')} 个，操作记录 ${rows('audit')} 条，共 ${database.tables.length} 张表`,
    `密钥文件 ${files.keys} 个，内容文件 ${files.content} 个，数据目录里的其他文件 ${files.data} 个`,
  ];
}

/** `12.3 MB` */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  return `${(bytes / 1000 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]}`;
}
