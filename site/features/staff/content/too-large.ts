import type { ProblemBody } from '#domain/problem.ts';

/** The service counts what a form holds around its file too; whoever sends a file thinks of the file. */
export function inFileWords(problem: ProblemBody | undefined): ProblemBody | undefined {
  return problem?.code === 'payload-too-large'
    ? { ...problem, detail: '文件超过 20 MB，没有上传。请压缩，或拆成几个文件。' }
    : problem;
}
