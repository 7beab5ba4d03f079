import type { Fields, FieldTree } from '#domain/content-answers.ts';

/** Text as a file keeps it: lines end in LF, however a form or an old file ends them. */
export function plainText(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

/** Front matter without what is empty at any depth, and without space around texts: empty means absent. */
export function plainFields(fields: Fields): Fields {
  return (withoutEmpty(fields) ?? {}) as Fields;
}

function withoutEmpty(tree: FieldTree): FieldTree | undefined {
  if (typeof tree === 'string') return plainText(tree.trim()) || undefined;
  if (Array.isArray(tree)) {
    const items = tree.flatMap((item) => withoutEmpty(item) ?? []);
    return items.length > 0 ? items : undefined;
  }
  const filled = Object.entries(tree).flatMap(([name, value]) => {
    const kept = withoutEmpty(value);
    return kept === undefined ? [] : [[name, kept] as const];
  });
  return filled.length > 0 ? Object.fromEntries(filled) : undefined;
}

/** A field that should be a line of text. */
export function textOf(fields: Fields, name: string): string | undefined {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}

/** The files that front matter names, wherever a field is called `file`. */
export function filesIn(tree: FieldTree): string[] {
  if (typeof tree === 'string') return [];
  if (Array.isArray(tree)) return tree.flatMap(filesIn);
  return Object.entries(tree).flatMap(([name, value]) =>
    name === 'file' && typeof value === 'string' ? [value] : filesIn(value),
  );
}
