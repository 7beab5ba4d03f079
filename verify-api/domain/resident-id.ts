import { isCalendarDate } from './china-date.ts';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK = '10X98765432';

/** The check character of a resident identity number (GB 11643-1999, ISO 7064 MOD 11-2). */
export function residentIdCheck(first17: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(first17[index]), 0);
  return CHECK[sum % 11] as string;
}

/** Whether an 18-character resident identity number has a real birth date and a true check digit. */
export function isResidentId(text: string): boolean {
  const match = /^\d{6}(\d{4})(\d{2})(\d{2})\d{3}[\dX]$/.exec(text);
  if (match === null) return false;
  return (
    isCalendarDate(`${match[1]}-${match[2]}-${match[3]}`) &&
    residentIdCheck(text.slice(0, 17)) === text[17]
  );
}
