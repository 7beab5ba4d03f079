import type { Problem } from './problem.ts';
import { isOptional } from './schemas/cell-kinds.ts';
import type { Table } from './schemas/table.ts';

const DELIMITERS: [sign: string, name: string][] = [
  ['\t', '制表符（Tab）'],
  [';', '英文分号（;）'],
  ['；', '中文分号（；）'],
  ['，', '中文逗号（，）'],
  ['|', '竖线（|）'],
];

/** The sign that parts more of the header's known columns than a comma does, by its name. */
export function otherDelimiter(text: string, table: Table): string | undefined {
  const [header = ''] = text.split(/\r?\n/, 1);
  const known = (sign: string) =>
    header.split(sign).filter((name) => name.replaceAll('"', '').trim() in table.columns).length;
  const commas = known(',');
  return DELIMITERS.find(([sign]) => known(sign) > Math.max(commas, 1))?.[1];
}

/**
 * What is wrong with the first row of a table. A column whose cells may all be empty may be left
 * out; a misspelt one is named, because it is known under no name.
 */
export function headerProblems(header: string[], table: Table, file: string): Problem[] {
  const at = (message: string, column?: string): Problem => ({
    rank: 'header',
    file,
    row: 1,
    column,
    message,
  });
  const known = Object.keys(table.columns);
  if (header.every((name) => name === '')) {
    return [at(`文件是空的，第一行应是表头：${known.join(',')}`)];
  }
  if (!header.some((name) => known.includes(name) || columnOf(name, table))) {
    return [at(`这里应是表头，可能被删掉了。第一行应写英文列名：${known.join(',')}`)];
  }
  const problems: Problem[] = [];
  const translated: string[] = [];
  for (const [index, name] of header.entries()) {
    const meant = columnOf(name, table);
    if (name === '') problems.push(at(`表头第 ${index + 1} 列没有列名`));
    else if (known.includes(name)) {
      if (header.indexOf(name) !== index)
        problems.push(at(`表头里「${name}」出现了两次，请删去一列`, name));
    } else if (meant && !header.includes(meant)) {
      translated.push(meant);
      problems.push(at(`表头里的「${name}」请写成 ${meant}`, name));
    } else {
      problems.push(at(`表头里有不认识的列「${name}」，可用的列：${known.join('、')}`, name));
    }
  }
  const missing = known.filter(
    (name) => !header.includes(name) && !translated.includes(name) && isRequired(table, name),
  );
  if (missing.length > 0) {
    const names = missing.map((name) => `「${name}」（${table.columns[name]?.title}）`).join('、');
    problems.push(at(`表头里缺少${names}${missing.length > 1 ? '这几列' : '这一列'}`, missing[0]));
  }
  return problems;
}

/** The column meant by a Chinese title, or by a name in other letter case. */
function columnOf(name: string, table: Table): string | undefined {
  return Object.keys(table.columns).find(
    (column) =>
      name !== column &&
      (table.columns[column]?.title === name || column.toLowerCase() === name.toLowerCase()),
  );
}

function isRequired({ columns }: Table, name: string): boolean {
  const column = columns[name];
  return column !== undefined && !isOptional(column.schema);
}
