import type { Entity } from './schemas/entity-columns.ts';

/**
 * Whether a field's value is invented for the demonstration; pages put 示例 beside it.
 * @param row any catalog or relation row, or the front matter of an entry
 */
export function isSample<R extends { sampleFields?: string[] | undefined }>(
  row: R,
  field: keyof R & string,
): boolean {
  return row.sampleFields?.includes(field) ?? false;
}

/** Whether an entry counts on a day: current, and within its dates. */
export function isInForce(
  row: Pick<Entity, 'status' | 'effectiveFrom' | 'effectiveTo'>,
  today: string,
): boolean {
  return (
    row.status === 'current' &&
    (row.effectiveFrom === undefined || row.effectiveFrom <= today) &&
    (row.effectiveTo === undefined || row.effectiveTo >= today)
  );
}
