import { findVerificationCode } from '#domain/pasted-text.ts';
import { formatReportNumber, parseReportNumber } from '#domain/report-number.ts';
import { formatVerificationCode, parseVerificationCode } from '#domain/verification-code.ts';

export interface VerifyInput {
  number: string;
  code: string;
}

/**
 * Number and code as typed, whichever field they were pasted into, both in one or wrapped in other
 * text. What is understood comes back in its printed form; what is not, as it was typed.
 */
export function splitInput(numberText: string, codeText: string): VerifyInput {
  const parsedNumber = firstNumber(numberText, codeText);
  const typedCode = parseVerificationCode(codeText);
  const code = typedCode.ok
    ? typedCode.code
    : (findVerificationCode(codeText) ?? findVerificationCode(numberText));
  return {
    number: parsedNumber ? formatReportNumber(parsedNumber) : numberText.trim(),
    code: code ? formatVerificationCode(code) : codeText.trim(),
  };
}

function firstNumber(...texts: string[]): string | undefined {
  for (const text of texts) {
    const parsed = parseReportNumber(text);
    if (parsed.ok) return parsed.number;
  }
  return undefined;
}
