import type { Bank, BilingualLabel } from './bank.ts';
import { canonicalBytes } from './canonical-json.ts';
import type { ReportType } from './outcome-kinds.ts';
import type { ReportNumber } from './report-number.ts';
import type { Conversion, Outcome, ReportRequest } from './report-request.ts';

/** The labels an outcome had on the day of issue; a later change of bank.yaml does not reach back. */
export type CredentialOutcome = Outcome & {
  labels: { category: BilingualLabel; kind: BilingualLabel };
};

/**
 * What a report says, version 1. Its RFC 8785 form is what is hashed and signed, so nothing here
 * may ever be renamed; a change is a new version.
 *
 * The salt (128 random bits, base64url) lets the hash be published later without telling anything:
 * without it the hash of a short record could be guessed back.
 */
export interface Credential {
  version: 1;
  issuer: { id: string; name: string; englishName: string };
  /** Thumbprint of the signing key (RFC 7638). */
  kid: string;
  number: string;
  type: ReportType;
  typeLabel: BilingualLabel;
  office: string;
  recipient: string | null;
  salt: string;
  statusIndex: number;
  holder: { name: string; idType: ReportRequest['holder']['idType']; idNumberLast4: string };
  outcomes: CredentialOutcome[];
  conversions: Conversion[];
  signatory: { title: string; name: string | null };
  /** RFC 3339 in UTC with seconds, `2026-11-21T01:05:00Z`. */
  issuedAt: string;
  /** Last day of validity in China, or null for no end. */
  validUntil: string | null;
  supersedes: string | null;
  /** True when a demonstration key signed it: worth nothing. */
  demo: boolean;
}

export interface CredentialParts {
  bank: Bank;
  request: ReportRequest;
  number: ReportNumber;
  kid: string;
  salt: Uint8Array;
  statusIndex: number;
  issuedAt: Date;
  demo: boolean;
}

/** Freezes a request into version 1. Every type and kind must be labelled in `bank` (see `bankFaults`). */
export function makeCredential(parts: CredentialParts): Credential {
  const { bank, request } = parts;
  return {
    version: 1,
    issuer: { id: bank.issuerId, name: bank.name, englishName: bank.englishName },
    kid: parts.kid,
    number: parts.number,
    type: request.type,
    typeLabel: known(bank.reportTypes[request.type]),
    office: request.office,
    recipient: request.recipient,
    salt: base64url(parts.salt),
    statusIndex: parts.statusIndex,
    holder: {
      name: request.holder.name,
      idType: request.holder.idType,
      idNumberLast4: [...request.holder.idNumber].slice(-4).join(''),
    },
    outcomes: request.outcomes.map((outcome) => ({
      ...outcome,
      labels: outcomeLabels(bank, outcome),
    })),
    conversions: request.conversions,
    signatory: { title: bank.signatory.title, name: bank.signatory.name ?? null },
    issuedAt: `${parts.issuedAt.toISOString().slice(0, 19)}Z`,
    validUntil: request.validUntil,
    supersedes: request.supersedes,
    demo: parts.demo,
  };
}

/** What this bank does not recognise in a request: a report type or a kind of outcome. */
export function bankFaults(bank: Bank, request: ReportRequest) {
  const faults: { path: string; message: string }[] = [];
  if (bank.reportTypes[request.type] === undefined) {
    faults.push({ path: '$.type', message: '本学分银行不签发这种报告' });
  }
  request.outcomes.forEach((outcome, index) => {
    if (findOutcomeLabels(bank, outcome) === undefined) {
      faults.push({ path: `$.outcomes[${index}].kind`, message: '本学分银行不认定这种学习成果' });
    }
  });
  return faults;
}

function findOutcomeLabels(bank: Bank, outcome: Outcome) {
  for (const group of bank.outcomeTaxonomy) {
    const kind = group.kinds[outcome.kind];
    if (group.category === outcome.category && kind !== undefined) {
      // Only the label: what else bank.yaml says of a kind is for the public page.
      return { category: group.label, kind: { zh: kind.zh, en: kind.en } };
    }
  }
  return undefined;
}

function outcomeLabels(bank: Bank, outcome: Outcome) {
  return known(findOutcomeLabels(bank, outcome));
}

function known<T>(label: T | undefined): T {
  if (label === undefined) throw new Error('the bank has no label for this type or kind');
  return label;
}

/** A credential and its signature, the file `credential.json` inside a report's PDF. */
export interface SignedCredential {
  credential: Credential;
  /** JWS compact serialisation with the payload left out (RFC 7515 appendix F): `header..signature`. */
  signature: string;
}

const TYPE = 'jixue-credential+json';

/**
 * The JWS signing input (RFC 7515 section 5.1) over the RFC 8785 form of the credential.
 * Algorithm EdDSA with Ed25519 (RFC 8037); the `typ` keeps this signature from being taken for
 * one over anything else.
 */
export function credentialSigningInput(credential: Credential): {
  header: string;
  input: Uint8Array;
} {
  const header = base64url(canonicalBytes({ alg: 'EdDSA', kid: credential.kid, typ: TYPE }));
  const payload = base64url(canonicalBytes(credential));
  return { header, input: new TextEncoder().encode(`${header}.${payload}`) };
}

export async function signCredential(
  credential: Credential,
  sign: (input: Uint8Array) => Promise<Uint8Array> | Uint8Array,
): Promise<SignedCredential> {
  const { header, input } = credentialSigningInput(credential);
  return { credential, signature: `${header}..${base64url(await sign(input))}` };
}

/**
 * Whether the signature is this credential's, under the key named by its kid. The header is made
 * again and compared whole, so that no other algorithm or type is ever followed.
 */
export async function checkCredentialSignature(
  signed: SignedCredential,
  verify: (kid: string, input: Uint8Array, signature: Uint8Array) => Promise<boolean> | boolean,
): Promise<boolean> {
  const { header, input } = credentialSigningInput(signed.credential);
  const [given, payload, signature, rest] = signed.signature.split('.');
  if (given !== header || payload !== '' || !signature || rest !== undefined) return false;
  const bytes = fromBase64url(signature);
  if (bytes === undefined || base64url(bytes) !== signature) return false;
  return verify(signed.credential.kid, input, bytes);
}

export function base64url(bytes: Uint8Array): string {
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

export function fromBase64url(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) return undefined;
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) =>
      c.charCodeAt(0),
    );
  } catch {
    return undefined;
  }
}
