import { z } from './chinese-schema.ts';

/** One line that somebody typed and that is kept: no control characters, which a database refuses. */
export function typedText(error: string) {
  return z
    .string({ error })
    .trim()
    .refine(
      (text) => text.isWellFormed() && !/\p{Cc}/u.test(text),
      '有看不见的控制字符，请重新输入',
    );
}

/** The same for several lines. */
export function typedLines(error: string) {
  return z
    .string({ error })
    .trim()
    .refine(
      (text) => text.isWellFormed() && !/[\p{Cc}--[\t\r\n]]/v.test(text),
      '有看不见的控制字符，请重新输入',
    );
}

/** Whether a text can be an id of ours; no other reaches the database. */
export function isId(text: string): boolean {
  return /^[\w-]{1,64}$/.test(text);
}
