import { expect, test } from 'vitest';
import { isCalendarDate } from '#domain/china-date.ts';
import { isResidentId } from '#domain/resident-id.ts';
import { makeIdNumber } from '../support/factories.ts';

test('the example of GB 11643 is accepted, and so are those that the factory makes', () => {
  expect(isResidentId('11010519491231002X')).toBe(true);
  expect(isResidentId(makeIdNumber())).toBe(true);
});

test.each([
  '110105194912310021',
  '11010519491231002x',
  '11010519490231002X',
  '1101051949123100',
  '１１０１０５１９４９１２３１００２X',
])('%s is refused', (text) => {
  expect(isResidentId(text)).toBe(false);
});

test('a date is one that exists', () => {
  expect(isCalendarDate('2024-02-29')).toBe(true);
  for (const text of ['2023-02-29', '2024-2-9', '2024-13-01', '2024-00-10', ' 2024-01-01']) {
    expect(isCalendarDate(text), text).toBe(false);
  }
});
