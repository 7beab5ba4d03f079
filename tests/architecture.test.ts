import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';

const run = promisify(execFile);
let root: string;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'jixue-imports-'));
});
afterEach(() => rm(root, { recursive: true }));

async function write(file: string, text: string) {
  await mkdir(path.dirname(path.join(root, file)), { recursive: true });
  await writeFile(path.join(root, file), text);
}

async function check(directory: string): Promise<{ ok: boolean; output: string }> {
  try {
    const { stdout } = await run(process.execPath, ['scripts/check-imports.ts', directory]);
    return { ok: true, output: stdout };
  } catch (error) {
    return { ok: false, output: String((error as { stderr?: string }).stderr) };
  }
}

test('no import in the project runs against the arrows', async () => {
  expect(await check('.')).toMatchObject({ ok: true });
});

test.each([
  ['verify-api/domain/a.ts', "import { readFileSync } from 'node:fs';"],
  ['verify-api/domain/a.ts', "import { b } from '../db/b.ts';"],
  ['verify-api/db/a.ts', "import { b } from '../reports/b.ts';"],
  ['verify-api/reports/a.ts', "import { eq } from 'drizzle-orm';"],
  ['verify-api/reports/a.ts', "export * from '../http/b.ts';"],
  ['verify-api/http/a.ts', `const b = await ${'import'}('../../site/ui/b.ts');`],
  [
    'site/pages/a.astro',
    "---\nimport {\n  b,\n} from '../../verify-api/reports/b.ts';\n---\n<p />",
  ],
  ['site/loader/a.ts', "import '../features/b.ts';"],
  ['site/ui/a.ts', "import { b } from '../../tests/b.ts';"],
])('an import in %s is refused: %s', async (file, text) => {
  await write(file, text);
  const result = await check(root);
  expect(result.ok).toBe(false);
  expect(result.output).toContain(file);
});

test('the arrows of the design are allowed', async () => {
  await write('verify-api/reports/a.ts', "import { b } from '../db/b.ts';\nimport '#domain/c.ts';");
  await write('site/pages/a.astro', "---\nimport b from '../features/b.astro';\n---\n");
  expect(await check(root)).toMatchObject({ ok: true });
});
