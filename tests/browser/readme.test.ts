import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readReportPdf } from '../../verify-api/pdf/read-report-pdf.ts';
import { type RunningProduct, startProduct } from './running-product.ts';

const run = promisify(execFile);
const hasCurl = spawnSync('curl', ['--version']).status === 0;
if (!hasCurl) console.warn('未找到 curl：README 中的命令这次没有运行。');

let product: RunningProduct;
let folder: string;

beforeAll(async () => {
  product = await startProduct();
  folder = await mkdtemp(path.join(tmpdir(), 'jixue-readme-'));
});
afterAll(async () => {
  await product?.stop();
  await rm(folder, { recursive: true });
});

/** The shell block that follows `<!-- name -->`, with this run's address, key file, number and code. */
async function command(file: string, name: string, values: Record<string, string> = {}) {
  const text = await readFile(file, 'utf8');
  const block = new RegExp(`<!-- ${name} -->\\s*\`\`\`sh\\n([\\s\\S]*?)\`\`\``).exec(text)?.[1];
  if (block === undefined) throw new Error(`${file} has no block named ${name}`);
  return Object.entries({
    'http://localhost:4321': product.url,
    'data/keys/': `${product.dataDir}/keys/`,
    ...values,
  }).reduce((script, [from, to]) => script.replaceAll(from, to), block);
}

async function shell(script: string) {
  const file = path.join(folder, 'block.sh');
  await writeFile(file, script);
  return (await run('sh', [file], { cwd: folder })).stdout;
}

test.runIf(hasCurl).each(['README.md', 'README.zh-CN.md'])(
  'the commands of %s issue, verify and fetch',
  async (file) => {
    const issued = JSON.parse(await shell(await command(file, 'issue')));
    expect(issued).toMatchObject({ number: expect.stringMatching(/^31\d{18}$/) });
    const values = { NUMBER: issued.number, CODE: issued.code };
    const answer = JSON.parse(await shell(await command(file, 'verify', values)));
    expect(answer).toMatchObject({
      level: 'full',
      result: 'valid',
      report: { holder: { name: '王小明' } },
    });
    await shell(await command(file, 'pdf', values));
    const pdf = await readFile(path.join(folder, 'report.pdf'));
    const { signedCredential } = await readReportPdf(pdf);
    expect(signedCredential?.credential).toEqual(answer.report);
  },
);
