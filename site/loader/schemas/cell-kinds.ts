import { z } from '#domain/chinese-schema.ts';

/** What a cell holds, for those who read what people type into other programs. */
export type CellKind =
  | { kind: 'text' | 'code' | 'date' | 'number' | 'percent' }
  /** Each value and what it means in Chinese. */
  | { kind: 'choice'; names: Readonly<Record<string, string>> }
  | { kind: 'list'; of: 'words' | 'sentences' | 'columns' }
  | { kind: 'list'; of: 'choices'; names: Readonly<Record<string, string>> };

/** Filled by the functions of `cells.ts`. */
export const cellKinds = z.registry<CellKind>();

/** The kind of a column's cells; text where nothing else is known. */
export function cellKind(schema: z.ZodType): CellKind {
  const inner = schema instanceof z.ZodOptional ? (schema.unwrap() as z.ZodType) : schema;
  return cellKinds.get(inner) ?? { kind: 'text' };
}

/** Whether a cell may be empty. */
export function isOptional(schema: z.ZodType): boolean {
  return schema.safeParse(undefined).success;
}
