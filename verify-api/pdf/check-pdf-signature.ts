import { createHash, verify, X509Certificate } from 'node:crypto';
import { fromBER, type ObjectIdentifier, OctetString, type Sequence } from 'asn1js';
import { PDFArray, type PDFDict, PDFHexString, PDFName, PDFNumber } from 'pdf-lib';
import {
  Certificate,
  ContentInfo,
  IssuerAndSerialNumber,
  SignedData,
  type SignerInfo,
} from 'pkijs';
import { oids } from './pades-signer.ts';

export interface PdfSignature {
  /** Signatures in the file. One is right; everything below is about a lone one. */
  count: number;
  /** Whether the byte range is the whole file but for the signature itself: nothing was appended. */
  coversWholeFile: boolean;
  /** Whether the bytes covered are those that were signed. */
  digestOk: boolean;
  /** Whether the certificate's key made the signature, over attributes that name this certificate. */
  signatureOk: boolean;
  certificatePem: string | undefined;
  /** RFC 4514 style, for people. */
  subject: string | undefined;
}

/** Checks the only signature of a PDF (ISO 32000-1 section 12.8.1, ETSI EN 319 142-1). Never throws. */
export function checkPdfSignature(bytes: Uint8Array, signatures: readonly PDFDict[]): PdfSignature {
  const answer: PdfSignature = {
    count: Math.max(signatures.length, countByteRanges(bytes)),
    coversWholeFile: false,
    digestOk: false,
    signatureOk: false,
    certificatePem: undefined,
    subject: undefined,
  };
  const [signature] = signatures;
  if (signature === undefined || answer.count !== 1) return answer;
  const range = readByteRange(signature);
  const contents = signature.lookup(PDFName.of('Contents'));
  if (range === undefined || !(contents instanceof PDFHexString)) return answer;
  const [, gapStart, gapEnd, tail] = range;
  answer.coversWholeFile = coversWholeFile(bytes, range, contents);
  const covered = Buffer.concat([
    bytes.subarray(0, gapStart),
    bytes.subarray(gapEnd, gapEnd + tail),
  ]);
  try {
    return { ...answer, ...checkCms(contents.asBytes(), covered) };
  } catch {
    return answer;
  }
}

/** Counted in the raw bytes too: an earlier revision's signature must not hide behind a later one. */
function countByteRanges(bytes: Uint8Array): number {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return text.split(/\/ByteRange\s*\[/).length - 1;
}

function readByteRange(signature: PDFDict): [number, number, number, number] | undefined {
  const range = signature.lookup(PDFName.of('ByteRange'));
  if (!(range instanceof PDFArray) || range.size() !== 4) return undefined;
  const numbers = range.asArray().map((item) => (item instanceof PDFNumber ? item.asNumber() : -1));
  const [start, gapStart, gapEnd, tail] = numbers as [number, number, number, number];
  const sound = numbers.every((n) => Number.isSafeInteger(n) && n >= 0);
  return sound && start === 0 && gapStart < gapEnd ? [start, gapStart, gapEnd, tail] : undefined;
}

/** The gap must be the signature's hex digits between their brackets, and nothing else. */
function coversWholeFile(
  bytes: Uint8Array,
  [, gapStart, gapEnd, tail]: [number, number, number, number],
  contents: PDFHexString,
): boolean {
  if (gapEnd + tail !== bytes.length) return false;
  const gap = Buffer.from(bytes.subarray(gapStart, gapEnd)).toString('latin1');
  return /^<[0-9A-Fa-f]*>$/.test(gap) && gap === `<${contents.asString()}>`;
}

function checkCms(contents: Uint8Array, covered: Uint8Array) {
  const { result } = fromBER(new Uint8Array(contents));
  const info = new ContentInfo({ schema: result });
  const signed = new SignedData({ schema: info.content });
  const [signer, another] = signed.signerInfos;
  if (signer === undefined || another !== undefined) return {};
  const certificate = findCertificate(signed, signer);
  if (certificate === undefined) return {};
  const der = Buffer.from(certificate.toSchema().toBER());
  const own = new X509Certificate(der);
  return {
    certificatePem: own.toString(),
    subject: own.subject.replaceAll('\n', ', '),
    digestOk: sameBytes(attribute(signer, oids.messageDigest), sha256(covered)),
    signatureOk: namesItself(signer, der) && keySigned(signer, own),
  };
}

function findCertificate(signed: SignedData, { sid }: SignerInfo): Certificate | undefined {
  if (!(sid instanceof IssuerAndSerialNumber)) return undefined;
  return signed.certificates?.find(
    (one): one is Certificate =>
      one instanceof Certificate &&
      one.serialNumber.isEqual(sid.serialNumber) &&
      one.issuer.isEqual(sid.issuer),
  );
}

/** The signed attributes: the content type, and signing-certificate-v2 with this certificate's hash. */
function namesItself(signer: SignerInfo, der: Uint8Array): boolean {
  if (signer.digestAlgorithm.algorithmId !== oids.sha256) return false;
  const type = attribute(signer, oids.contentType) as ObjectIdentifier | undefined;
  if (type?.valueBlock.toString() !== oids.data) return false;
  const list = attribute(signer, oids.signingCertificateV2) as Sequence | undefined;
  const ids = list?.valueBlock.value[0] as Sequence | undefined;
  const id = ids?.valueBlock.value[0] as Sequence | undefined;
  return sameBytes(id?.valueBlock.value[0], sha256(der));
}

/** RFC 5652 section 5.4: the signature is over the attributes as a SET OF. */
function keySigned(signer: SignerInfo, { publicKey }: X509Certificate): boolean {
  const encoded = signer.signedAttrs?.encodedValue;
  if (encoded === undefined || encoded.byteLength === 0) return false;
  const signature = signer.signature.valueBlock.valueHexView;
  return verify('sha256', new Uint8Array(encoded), publicKey, signature);
}

function attribute(signer: SignerInfo, type: string): unknown {
  const found = signer.signedAttrs?.attributes.filter((one) => one.type === type) ?? [];
  return found.length === 1 && found[0]?.values.length === 1 ? found[0].values[0] : undefined;
}

function sameBytes(value: unknown, expected: Uint8Array): boolean {
  if (!(value instanceof OctetString)) return false;
  return Buffer.from(value.valueBlock.valueHexView).equals(expected);
}

function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest();
}
