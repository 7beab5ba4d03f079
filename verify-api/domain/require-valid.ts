import type { z } from './chinese-schema.ts';
import { faultsOf } from './faults.ts';
import { Problem } from './problem.ts';

/**
 * What `schema` makes of `input`. Throws the Problem `validation-failed` with `message`, a sentence that
 * says what has not been done, and every fault by its JSON path.
 */
export function requireValid<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
  message: string,
): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new Problem('validation-failed', message, { faults: faultsOf(parsed.error, input) });
}
