/** Without letters and digits that look alike in print. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A first password, to be read out and typed once: `k7mq-x9dz-4t2a-w8re`, about 79 bits. */
export function makePassword(random: (length: number) => Uint8Array): string {
  const drawn: string[] = [];
  while (drawn.length < 16) {
    for (const byte of random(16)) {
      // Above the last whole multiple some letters would be likelier than others.
      if (byte < LETTERS.length * 8) drawn.push(LETTERS[byte % LETTERS.length] as string);
    }
  }
  const letters = drawn.slice(0, 16).join('');
  return letters.replace(/(.{4})(?=.)/g, '$1-');
}
