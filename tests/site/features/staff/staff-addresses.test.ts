import { expect, test } from 'vitest';
import {
  addressOfStep,
  nextAddress,
  signInAddress,
} from '../../../../site/features/staff/staff-addresses.ts';

const asked = (next: string) =>
  nextAddress(new URL(`http://bank.example/staff/sign-in/?next=${encodeURIComponent(next)}`));

test.each(['/staff/', '/staff/people/', '/staff/audit/?action=signed-in&page=2'])(
  'after signing in one comes back to %s',
  (next) => {
    expect(asked(next)).toBe(next);
  },
);

test.each([
  '',
  'https://evil.example/',
  '//evil.example/staff/',
  '/\\evil.example/staff/',
  'http://bank.example/staff/people/',
  'javascript:alert(1)',
  '/courses/',
  '/staff/../courses/',
  '/staff/..//evil.example/',
  '/staffed/',
  '/staff',
  ' /staff/people/',
])('after signing in one is not led to %j', (next) => {
  expect(asked(next)).toBe('/staff/');
});

test('what stands behind the fragment is not sent on', () => {
  expect(asked('/staff/people/#x')).toBe('/staff/people/');
});

test('the page asked for goes along through every step of signing in', () => {
  const next = '/staff/audit/?page=2';
  const query = '?next=%2Fstaff%2Faudit%2F%3Fpage%3D2';
  expect(signInAddress(next)).toBe(`/staff/sign-in/${query}`);
  expect(signInAddress(next, 'lost')).toBe(`/staff/sign-in/${query}&why=lost`);
  expect(signInAddress('/staff/', 'out')).toBe('/staff/sign-in/?why=out');
  expect(addressOfStep('code', next)).toBe(`/staff/sign-in/code/${query}`);
  expect(addressOfStep('code', '/staff/')).toBe('/staff/sign-in/code/');
  expect(addressOfStep('home', next)).toBe(next);
});
