import { isDeepStrictEqual } from 'node:util';
import { Document } from 'yaml';
import type { Fields } from '#domain/content-answers.ts';
import { parseFields, splitEntry } from '../read-prose.ts';
import { plainFields, plainText } from './plain-fields.ts';
import { AS_WRITTEN, inOrder, rewriteFields } from './rewrite-fields.ts';

/**
 * The text of an entry's file, LF at the end of each line. Read back it gives exactly `fields` (without
 * what is empty, and space around texts) and `body` (without blank lines around it).
 * @param before the file's present text: order, comments and ways of writing stay where nothing changed
 */
export function composeEntry(fields: Fields, body: string, before: string | null): string {
  const wanted = plainFields(fields);
  const parts = before === null ? undefined : splitEntry(plainText(before.replace(/^\ufeff/, '')));
  const rewritten = parts && rewriteFields(parts.yaml, wanted);
  const yaml = rewritten !== undefined && says(rewritten, wanted) ? rewritten : anew(wanted);
  const text = plainBody(body);
  const kept = parts && plainBody(parts.body) === text ? parts.body : `\n${text}\n`;
  return `---\n${yaml}---\n${kept}`;
}

/** The Markdown of an entry as an editor has it before them. */
export function plainBody(body: string): string {
  return plainText(body)
    .replace(/^([ \t]*\n)+/, '')
    .trimEnd();
}

function anew(fields: Fields): string {
  return new Document(inOrder(fields), { schema: 'failsafe' }).toString(AS_WRITTEN);
}

/** Front matter of unusual shape (indented, with aliases) cannot be changed field by field. */
function says(yaml: string, fields: Fields): boolean {
  const document = parseFields(splitEntry(`---\n${yaml}---\n`)?.yaml ?? '');
  if (document.errors.length > 0) return false;
  return isDeepStrictEqual(document.toJS() ?? {}, fields);
}
