import { parseArgs } from 'node:util';
import { OperatorError } from '#domain/operator-error.ts';
import { findTable, listTables } from '../site/loader/import/find-table.ts';
import type { TableName } from '../site/loader/schemas/tables.ts';

export interface ImportArguments {
  name: TableName;
  file: string;
  dryRun: boolean;
  retireMissing: boolean;
  sheet?: string | undefined;
  source?: string | undefined;
}

const USAGE = [
  '用法：npm run import -- 目录 文件 [选项]',
  '例：  npm run import -- courses 标准课程.xlsx --dry-run',
  '',
  '文件：Excel 工作簿（.xlsx）或 CSV（UTF-8、GBK 都可以）。目录写英文名或中文名：',
  ...listTables(),
  '',
  '选项：',
  '  --dry-run          只看会改什么，不写入',
  '  --source "来源"    新增的行没有写来源时，都用这个来源',
  '  --sheet 工作表名   工作簿里不止一张表时，读哪一张',
  '  --retire-missing   文件里没有的条目改为停用（对照表里则移除）',
];

/** Options that npm keeps to itself when the two hyphens before the arguments are left out. */
const SWALLOWED = ['dry_run', 'retire_missing', 'source', 'sheet'];

/**
 * What the editor asks for.
 * @throws OperatorError with the usage when it cannot be understood
 */
export function importArguments(argv: string[], env: NodeJS.ProcessEnv): ImportArguments {
  const swallowed = SWALLOWED.filter((name) => env[`npm_config_${name}`] !== undefined);
  if (swallowed.length > 0) {
    const options = swallowed.map((name) => `--${name.replace('_', '-')}`).join('、');
    throw usage(`少了两个连字符，选项 ${options} 没有生效。请写成 npm run import -- 目录 文件 …`);
  }
  const { values, positionals } = parsed(argv);
  const [catalog, file, ...rest] = positionals;
  if (catalog === undefined || file === undefined) throw usage('要写明导入哪个目录、哪个文件。');
  if (rest.length > 0) {
    throw usage(`多了「${rest.join('」「')}」。文件名里有空格时，请用英文引号把文件名括起来。`);
  }
  const name = findTable(catalog);
  if (name === undefined) throw usage(`没有叫「${catalog}」的目录。`);
  const { sheet, source } = values;
  if (source?.trim() === '') throw usage('--source 后面要写来源。');
  return {
    name,
    file,
    dryRun: values['dry-run'],
    retireMissing: values['retire-missing'],
    sheet,
    source: source?.trim(),
  };
}

function parsed(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        'dry-run': { type: 'boolean', default: false },
        'retire-missing': { type: 'boolean', default: false },
        sheet: { type: 'string' },
        source: { type: 'string' },
      },
    });
  } catch (error) {
    const option = /'(-[^\s']*)/.exec((error as Error).message)?.[1] ?? '';
    throw usage(`选项 ${option} 不认识，或者写得不对。`);
  }
}

function usage(reason: string): OperatorError {
  return new OperatorError([reason, '', ...USAGE]);
}
