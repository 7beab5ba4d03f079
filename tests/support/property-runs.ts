/** Few runs of each property by default, many with `SLOW=1`. */
export function propertyRuns(few: number): { numRuns: number } {
  return { numRuns: process.env['SLOW'] === '1' ? few * 50 : few };
}
