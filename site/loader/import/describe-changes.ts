import { cellKind } from '../schemas/cell-kinds.ts';
import type { Table } from '../schemas/table.ts';
import type { FieldChange, RowChange } from './row-changes.ts';

const WORDS = { added: '新增', changed: '修改', retired: '停用', removed: '移除' };

/** `新增 3 条，修改 1 条，不变 270 条` */
export function countChanges(changes: readonly RowChange[], unchanged: number): string {
  const counts = Object.entries(WORDS).flatMap(([kind, word]) => {
    const count = changes.filter((change) => change.kind === kind).length;
    return count > 0 ? `${word} ${count} 条` : [];
  });
  return [...counts, `不变 ${unchanged} 条`].join('，');
}

/**
 * The changes for an editor, field by field.
 * @param most how many rows are told before the rest is only counted
 */
export function describeChanges(
  changes: readonly RowChange[],
  table: Table,
  most = Number.POSITIVE_INFINITY,
): string[] {
  const lines = changes
    .slice(0, most)
    .flatMap((change) => [
      `${WORDS[change.kind]} ${change.label}${change.row === undefined ? '' : `（第 ${change.row} 行）`}`,
      ...fieldsOf(change, table).map((field) => `    ${fieldLine(change, field, table)}`),
    ]);
  if (changes.length <= most) return lines;
  const rest = changes.length - most;
  return [...lines, `…… 还有 ${rest} 条没有列出；加 --dry-run 可以看到全部。`];
}

/** The label of a new row has said its key and name already. */
function fieldsOf({ kind, fields }: RowChange, table: Table): FieldChange[] {
  if (kind !== 'added') return fields;
  return fields.filter(({ column }) => column !== 'name' && !table.key.includes(column));
}

function fieldLine({ kind }: RowChange, { column, from, to }: FieldChange, table: Table): string {
  const title = table.columns[column]?.title ?? column;
  if (kind === 'added') return `${title}：${shownValue(to, column, table)}`;
  return `${title}：${shownValue(from, column, table)} → ${shownValue(to, column, table)}`;
}

function shownValue(text: string, column: string, table: Table): string {
  if (text === '') return '（空）';
  const schema = table.columns[column]?.schema;
  const kind = schema === undefined ? undefined : cellKind(schema);
  if (kind?.kind === 'choice') return kind.names[text] ?? text;
  return text.replaceAll('\n', '⏎');
}
