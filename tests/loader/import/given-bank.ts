import { afterEach, expect } from 'vitest';
import type { TableName } from '../../../site/loader/schemas/tables.ts';
import type { Change } from '../../content-fixtures/fault-cases.ts';
import { importInto } from '../../content-fixtures/importing.ts';

let bank = importInto();
afterEach(() => bank.remove());

/** A small bank of its own for each test, with one change made to it; gone when the test ends. */
export function given(change?: Change) {
  bank.remove();
  bank = importInto(change);
  return bank;
}

/** What keeps a file from being imported; there must be something. */
export async function faultsOf(name: TableName, file: string | Buffer, change?: Change) {
  const { faults, consequences, faultCount } = await given(change).plan(name, file);
  expect(faultCount).toBeGreaterThan(0);
  return [...faults, ...consequences];
}
