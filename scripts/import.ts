// Bulk import into a catalog: `npm run import -- <catalog> <file.csv|.xlsx>`. Exit code 1 on any fault.
import { existsSync } from 'node:fs';
import { mkdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { OperatorError } from '#domain/operator-error.ts';
import { listedAddresses } from '../site/features/listed-addresses.ts';
import { contentDirectory } from '../site/loader/content-directory.ts';
import { countChanges, describeChanges } from '../site/loader/import/describe-changes.ts';
import { type ImportPlan, LARGEST_FILE, planImport } from '../site/loader/import/plan-import.ts';
import { BYTE_ORDER_MARK } from '../site/loader/import/table-text.ts';
import { buildDay } from '../site/loader/is-published.ts';
import { tables } from '../site/loader/schemas/tables.ts';
import { replaceFile } from '../verify-api/publishing/replace-file.ts';
import { type ImportArguments, importArguments } from './import-arguments.ts';
import { importProgress } from './import-progress.ts';

/** Without --dry-run so many rows are told one by one. */
const MOST_SHOWN = 50;
const progress = importProgress(process.stderr);

try {
  const wanted = importArguments(process.argv.slice(2), process.env);
  const directory = contentDirectory();
  if (!existsSync(directory)) {
    throw new OperatorError(`没有内容目录 ${directory}，请核对 CONTENT_DIR。`);
  }
  const target = path.join(directory, 'catalogs', `${wanted.name}.csv`);
  const before = existsSync(target) ? await readFile(target, 'utf8') : '';
  const plan = await planImport({
    directory,
    name: wanted.name,
    fileName: path.basename(wanted.file),
    bytes: await readInput(wanted.file),
    today: buildDay(),
    sheet: wanted.sheet,
    source: wanted.source,
    retireMissing: wanted.retireMissing,
    listed: listedAddresses,
    onProgress: progress.show,
  });
  progress.end();
  report(plan, wanted);
  if (plan.faultCount > 0) process.exitCode = 1;
  else if (!wanted.dryRun && plan.changes.length > 0) {
    await mkdir(path.dirname(target), { recursive: true });
    await replaceFile(target, BYTE_ORDER_MARK + plan.text, before);
    console.log(`已写入 ${shownPath(target)}。`);
  }
} catch (error) {
  progress.end();
  if (!(error instanceof OperatorError)) throw error;
  for (const sentence of error.sentences) console.error(sentence);
  process.exitCode = 1;
}

function shownPath(file: string): string {
  const below = path.relative('.', file);
  return below.startsWith('..') ? file : below;
}

async function readInput(file: string): Promise<Buffer> {
  // npm runs scripts in the project's folder, wherever the editor was.
  const absolute = path.resolve(process.env['INIT_CWD'] ?? '.', file);
  const found = await stat(absolute).catch(() => undefined);
  if (!found?.isFile()) throw new OperatorError(`找不到文件 ${absolute}，请核对路径和文件名。`);
  if (found.size > LARGEST_FILE) {
    throw new OperatorError('文件超过 50 MB，请分成几个文件，或删去图片和多余的工作表。');
  }
  return readFile(absolute);
}

function report(plan: ImportPlan, { name, file, dryRun }: ImportArguments): void {
  console.log(`${tables[name].title} ← ${path.basename(file)}：${plan.reading.join('\n')}`);
  if (dryRun) for (const line of plan.rewritten) console.log(line);
  if (plan.faultCount > 0) {
    for (const line of plan.faults) console.error(line);
    if (plan.consequences.length > 0) {
      console.error('照这样导入，内容里别的地方会出错，请先改好那里，或改这份文件：');
    }
    for (const line of plan.consequences) console.error(line);
    console.error(`共有 ${plan.faultCount} 处要改，没有写入任何内容。改好后请再导入一次。`);
    return;
  }
  for (const line of describeChanges(plan.changes, tables[name], dryRun ? undefined : MOST_SHOWN)) {
    console.log(line);
  }
  for (const line of plan.notices) console.log(`请留意：${line}`);
  for (const line of plan.incomplete) console.log(`导入后还要补：${line}`);
  if (plan.older > 0) {
    console.log(
      `内容里原有 ${plan.older} 处问题，与这次导入无关；请运行 npm run content:check 查看。`,
    );
  }
  console.log(conclusion(plan, dryRun));
}

function conclusion({ changes, unchanged }: ImportPlan, dryRun: boolean): string {
  if (changes.length === 0) return `没有变化（${unchanged} 条都与目录里一样）。`;
  return `${dryRun ? '试运行，没有写入：' : ''}${countChanges(changes, unchanged)}。`;
}
