/**
 * Something that the operator can put right: each of `sentences` is one line of plain Chinese that
 * says what is wrong and what to do. Printed without a stack; the process exits with 1.
 */
export class OperatorError extends Error {
  readonly sentences: readonly string[];

  constructor(sentences: string | readonly string[], cause?: unknown) {
    const lines = typeof sentences === 'string' ? [sentences] : sentences;
    super(lines.join('\n'), cause === undefined ? undefined : { cause });
    this.name = 'OperatorError';
    this.sentences = lines;
  }
}
