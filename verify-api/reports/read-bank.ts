import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { type Bank, bankSchema } from '#domain/bank.ts';
import { OperatorError } from '#domain/operator-error.ts';

/** Reads `bank.yaml` of a content directory, and the seal image that it names. */
export async function readBank(
  contentDir: string,
): Promise<{ bank: Bank; seal: Uint8Array | undefined }> {
  const file = path.join(contentDir, 'bank.yaml');
  const parsed = bankSchema.safeParse(parseYaml((await read(file)).toString('utf8'), file));
  if (!parsed.success) {
    throw new OperatorError(
      parsed.error.issues.map(
        (issue) => `${file} 的 ${issue.path.join('.')} 有误：${issue.message}。`,
      ),
    );
  }
  const { sealImage } = parsed.data;
  const seal = sealImage === undefined ? undefined : await read(path.join(contentDir, sealImage));
  return { bank: parsed.data, seal };
}

function parseYaml(text: string, file: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    const line = (error as { linePos?: [{ line: number }] }).linePos?.[0].line;
    throw new OperatorError(`${file} 不是有效的 YAML${line ? `（第 ${line} 行）` : ''}。`);
  }
}

async function read(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new OperatorError(`无法读取 ${file}（${(error as NodeJS.ErrnoException).code}）。`);
  }
}
