import { OperatorError } from '#domain/operator-error.ts';

/**
 * The sentences of an OperatorError, of this program's class or of the copy in the bundled pages;
 * undefined for any other error.
 */
export function sentencesOf(error: unknown): string[] | undefined {
  const { name, sentences } = error as Partial<OperatorError>;
  return name === OperatorError.name && sentences !== undefined ? [...sentences] : undefined;
}

const KNOWN: Record<string, string> = {
  ENOSPC: '磁盘已满',
  EDQUOT: '磁盘配额已用完',
  EACCES: '没有写文件的权限',
  EROFS: '磁盘是只读的',
};

/** What to tell an operator of a build that failed for another reason than its content. */
export function describeFailure(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const why = (code && KNOWN[code]) ?? (error instanceof Error ? message : String(error));
  return `网站没有生成：${why}。原来的网站照常开放，处理后请再运行一次。`;
}
