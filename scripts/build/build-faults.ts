import { OperatorError } from '#domain/operator-error.ts';

const KNOWN: Record<string, string> = {
  ENOSPC: '磁盘已满',
  EDQUOT: '磁盘配额已用完',
  EACCES: '没有写文件的权限',
  EROFS: '磁盘是只读的',
  EMFILE: '同时打开的文件太多',
  ENOMEM: '内存不足',
};

/** Why a build failed, for an editor; the site that was live stays so. */
export function describeBuildFault(error: unknown): string[] {
  if (error instanceof OperatorError) return [...error.sentences];
  const { code, message } = error as NodeJS.ErrnoException;
  const why = (code && KNOWN[code]) ?? (error instanceof Error ? message : String(error));
  return [`网站没有生成：${why}。原来的网站照常开放，请处理后重试，或请运维人员查看。`];
}
