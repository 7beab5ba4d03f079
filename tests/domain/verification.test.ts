import { expect, test } from 'vitest';
import { chinaDate, formatChineseDate, formatChineseTime } from '#domain/china-date.ts';
import { stateToday } from '#domain/verification.ts';

test('revoked outranks superseded, superseded outranks expired, expired outranks valid', () => {
  expect(stateToday('revoked', '2020-01-01', '2026-11-22')).toBe('revoked');
  expect(stateToday('superseded', '2020-01-01', '2026-11-22')).toBe('superseded');
  expect(stateToday('valid', '2026-11-21', '2026-11-22')).toBe('expired');
  expect(stateToday('valid', '2026-11-22', '2026-11-22')).toBe('valid');
  expect(stateToday('valid', null, '2026-11-22')).toBe('valid');
});

test('days begin at midnight in China', () => {
  expect(chinaDate(new Date('2026-11-21T15:59:59Z'))).toBe('2026-11-21');
  expect(chinaDate(new Date('2026-11-21T16:00:00Z'))).toBe('2026-11-22');
  expect(formatChineseDate('2026-01-02')).toBe('2026年1月2日');
  expect(formatChineseTime(new Date('2026-11-21T01:05:00Z'))).toBe('2026年11月21日 09:05');
});
