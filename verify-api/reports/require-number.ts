import { Problem } from '#domain/problem.ts';
import { numberFaultMessage, parseReportNumber, type ReportNumber } from '#domain/report-number.ts';
import {
  codeFaultMessages,
  parseVerificationCode,
  type VerificationCode,
} from '#domain/verification-code.ts';

export function requireReportNumber(input: string): ReportNumber {
  const parsed = parseReportNumber(input);
  if (parsed.ok) return parsed.number;
  const message = numberFaultMessage(parsed);
  throw new Problem('malformed-number', message, { faults: [{ path: '$.number', message }] });
}

export function requireVerificationCode(input: string): VerificationCode {
  const parsed = parseVerificationCode(input);
  if (parsed.ok) return parsed.code;
  const message = codeFaultMessages[parsed.reason];
  throw new Problem('malformed-code', message, { faults: [{ path: '$.code', message }] });
}
