/** Why a text that holds no run of 20 digits is not a report number, as far as can be told. */
export type MistypedNumber =
  | { reason: 'id-number' }
  | { reason: 'not-digits'; characters: readonly string[] };

const FEWEST_DIGITS = 12;
const LENGTHS = { least: 17, most: 23 };

/**
 * Looks at text in which no number was found, NFKC with ASCII hyphens: an identity number in place
 * of the report's, or a number in which letters stand for digits (O for 0). Undefined when neither.
 */
export function findMistypedNumber(folded: string): MistypedNumber | undefined {
  const runs = runsOfGroups(folded);
  if (runs.some((groups) => groups.some(looksLikeId) || looksLikeId(groups.join('')))) {
    return { reason: 'id-number' };
  }
  for (const groups of runs) {
    const whole = groups.join('');
    const strange = whole.replaceAll(/\d/g, '');
    const digits = whole.length - strange.length;
    if (whole.length < LENGTHS.least || whole.length > LENGTHS.most) continue;
    if (strange.length > 0 && digits >= FEWEST_DIGITS) {
      return { reason: 'not-digits', characters: [...new Set(strange)] };
    }
  }
  return undefined;
}

/** Groups of digits and letters, over single separators; neither words nor a verification code. */
function runsOfGroups(folded: string): string[][] {
  const bare = folded
    .replaceAll(/(?<![0-9A-Za-z-])(?:[0-9A-Za-z]{4}-){3}[0-9A-Za-z]{4}(?![0-9A-Za-z-])/g, '|')
    .replaceAll(/(?<![0-9A-Za-z])[A-Za-z]{2,}(?![0-9A-Za-z])/g, '|');
  const runs = bare.match(/[0-9A-Za-z〇○](?:[\s-]{0,2}[0-9A-Za-z〇○])*/g) ?? [];
  return runs.map((run) => run.split(/[\s-]+/));
}

/** 18 characters with a date of birth in the 7th to 14th (GB 11643); the check digit may be mistyped. */
function looksLikeId(text: string): boolean {
  return /^[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]$/i.test(text);
}
