import { existsSync } from 'node:fs';
import { access, constants, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { OperatorError } from '#domain/operator-error.ts';

/** Makes `DATA_DIR` where it is missing; throws an OperatorError where nothing can be written. */
export async function makeWritable(directory: string): Promise<void> {
  try {
    await makeDirectory(directory);
    await access(directory, constants.W_OK | constants.X_OK);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new OperatorError(
      `数据目录 ${directory} 无法写入（${code}）；请检查权限或用 DATA_DIR 指定别的目录。`,
    );
  }
}

/** Step by step: Node's own recursive mkdir never returns below a parent that refuses with ENOENT, as /proc does. */
async function makeDirectory(directory: string): Promise<void> {
  if (existsSync(directory)) return;
  await makeDirectory(path.dirname(directory));
  await mkdir(directory, { mode: 0o700 });
}
