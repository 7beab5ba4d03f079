/**
 * A spreadsheet takes a field that begins with one of these for a formula, quoted or not; an
 * apostrophe before it keeps it text.
 */
const FORMULA = /^[=+\-@＝＋－＠\t\r\n]/;

/** One field of a CSV file (RFC 4180) that people open in a spreadsheet. */
export function csvField(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
