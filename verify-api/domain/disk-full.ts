/** Whether a file or a table could not be written because there is no room, by Node's or PostgreSQL's code. */
export function isDiskFull(error: unknown): boolean {
  const { code, cause } = (error ?? {}) as { code?: unknown; cause?: unknown };
  if (/^(ENOSPC|EDQUOT|53100)$/.test(String(code))) return true;
  return cause instanceof Error && isDiskFull(cause);
}

export const DISK_FULL =
  '磁盘已满，没有完成。请技术人员腾出空间，然后再试一次；已经保存的都没有丢失。';
