import { createHash } from 'node:crypto';
import { canonicalBytes } from '#domain/canonical-json.ts';
import { chinaDate } from '#domain/china-date.ts';
import { makeCredential, signCredential } from '#domain/credential.ts';
import { makeReportNumber, type ReportNumber } from '#domain/report-number.ts';
import type { ReportRequest } from '#domain/report-request.ts';
import { keyOwners } from '#domain/vault.ts';
import { codeHashInput, makeVerificationCode } from '#domain/verification-code.ts';
import type { IssuedReport } from '../db/store-issued-report.ts';
import { idIndex, nameIndex } from './keyed-hashes.ts';
import type { ReportDependencies } from './report-dependencies.ts';
import { verifyUrl } from './report-urls.ts';
import { fields, type SealedRecord, sealRecord } from './sealed-record.ts';

export interface DrawnReport {
  record: SealedRecord;
  row: IssuedReport['report'];
  sealedPdf: Uint8Array;
}

/** Draws a number and a code, then makes, signs, prints and seals the report; stores nothing. */
export async function drawReport(
  deps: ReportDependencies,
  actor: string,
  request: ReportRequest,
): Promise<DrawnReport> {
  const issuedAt = wholeSecond(deps.clock());
  const number = drawNumber(deps, issuedAt);
  const code = makeVerificationCode(deps.random(10));
  const statusIndex = await deps.store.nextStatusIndex();
  const credential = makeCredential({
    bank: deps.bank,
    request,
    number,
    kid: deps.signing.kid,
    salt: deps.random(16),
    statusIndex,
    issuedAt,
    demo: deps.demo,
  });
  const signed = await signCredential(credential, deps.signing.sign);
  const url = verifyUrl(deps.siteUrl, number, code);
  const pdf = await deps.printer.print({ credential, signed, code, verifyUrl: url });

  const { key, wrappedKey, masterKeyVersion } = deps.vault.makeKey(keyOwners.report(number));
  const idNumber = request.holder.idNumber;
  const record: SealedRecord = { credential, signature: signed.signature, idNumber, code };
  return {
    record,
    sealedPdf: key.seal(fields.pdf, pdf),
    row: {
      number,
      statusIndex,
      type: request.type,
      state: 'valid',
      office: request.office,
      recipient: request.recipient,
      issuedAt,
      validUntil: request.validUntil,
      issuedBy: actor,
      kid: deps.signing.kid,
      demo: deps.demo,
      codeHash: sha256(codeHashInput(number, code)),
      idIndex: idIndex(deps.vault, idNumber),
      nameIndex: nameIndex(deps.vault, request.holder.name),
      sealed: sealRecord(key, record),
      wrappedKey,
      masterKeyVersion,
      credentialSha256: sha256(canonicalBytes(credential)),
      pdfSha256: sha256(pdf),
      supersedes: request.supersedes,
    },
  };
}

/** The credential names whole seconds; the database must not know more. */
function wholeSecond(instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / 1000) * 1000);
}

function drawNumber(deps: ReportDependencies, issuedAt: Date): ReportNumber {
  const year = Number(chinaDate(issuedAt).slice(0, 4));
  return makeReportNumber(deps.bank.provinceCode, year, drawDigits(deps.random));
}

/** 14 digits, each number as likely as any other: 48 bits, drawn again above the last whole multiple. */
function drawDigits(random: (length: number) => Uint8Array): string {
  const range = 10 ** 14;
  const limit = Math.floor(2 ** 48 / range) * range;
  for (;;) {
    const drawn = Buffer.from(random(6)).readUIntBE(0, 6);
    if (drawn < limit) return String(drawn % range).padStart(14, '0');
  }
}

export function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest();
}
