import type { z } from './chinese-schema.ts';
import type { Fault } from './problem.ts';

/** `['outcomes', 0, 'title']` → `$.outcomes[0].title`; other names are quoted, `$["姓 名"]`. */
export function jsonPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    const name = String(step);
    return /^[A-Za-z_]\w*$/.test(name) ? `${text}.${name}` : `${text}[${JSON.stringify(name)}]`;
  }, '$');
}

const LONGEST_NAME = 40;

/** Names every fault of `input` by JSON path: what is missing, what is wrong, what is not known. */
export function faultsOf(error: z.core.$ZodError, input: unknown): Fault[] {
  return error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        path: jsonPath([...issue.path, key.slice(0, LONGEST_NAME)]),
        message: '没有这一项，请检查名称',
      }));
    }
    const missing = issue.path.length > 0 && valueAt(input, issue.path) === undefined;
    const message = issue.code !== 'custom' && missing ? '缺少这一项' : issue.message;
    return [{ path: jsonPath(issue.path), message }];
  });
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, step)
        ? (value as Record<PropertyKey, unknown>)[step]
        : undefined,
    input,
  );
}
