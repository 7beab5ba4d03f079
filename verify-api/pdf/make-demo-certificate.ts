import {
  Set as AsnSet,
  BitString,
  Integer,
  OctetString,
  PrintableString,
  Sequence,
  Utf8String,
} from 'asn1js';
import {
  AttributeTypeAndValue,
  AuthorityKeyIdentifier,
  BasicConstraints,
  Certificate,
  Extension,
  RelativeDistinguishedNames,
  Time,
} from 'pkijs';

const YEARS = 10;
/** Bits 0 and 1 of KeyUsage (RFC 5280 section 4.2.1.3), six bits unused. */
const DIGITAL_SIGNATURE_AND_NON_REPUDIATION = 0xc0;

/**
 * A self-signed P-256 certificate (RFC 5280) and its private key (PKCS #8), both PEM, for
 * demonstrations: the subject says DEMO 演示, so that a reader's signature panel says it too.
 * Valid for 10 years from `now`.
 */
export async function makeDemoCertificate(
  subject: { commonName: string; organisation: string },
  now: Date = new Date(),
): Promise<{ certPem: string; keyPem: string }> {
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
    'verify',
  ]);
  const certificate = new Certificate();
  certificate.version = 2;
  certificate.serialNumber = new Integer({ valueHex: randomSerial() });
  certificate.subject = name(subject);
  certificate.issuer = name(subject);
  const notBefore = new Date(Math.floor(now.getTime() / 1000) * 1000);
  const notAfter = new Date(notBefore);
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + YEARS);
  certificate.notBefore = new Time({ value: notBefore });
  certificate.notAfter = new Time({ value: notAfter });
  await certificate.subjectPublicKeyInfo.importKey(keys.publicKey);
  certificate.extensions = extensions(await certificate.getKeyHash());
  await certificate.sign(keys.privateKey, 'SHA-256');
  return {
    certPem: pem('CERTIFICATE', certificate.toSchema(true).toBER()),
    keyPem: pem('PRIVATE KEY', await crypto.subtle.exportKey('pkcs8', keys.privateKey)),
  };
}

/** 16 random bytes, positive and without a leading zero as DER wants it (RFC 5280 section 4.1.2.2). */
function randomSerial(): Uint8Array<ArrayBuffer> {
  const serial = crypto.getRandomValues(new Uint8Array(16));
  serial[0] = ((serial[0] as number) & 0x3f) | 0x40;
  return serial;
}

function name(subject: { commonName: string; organisation: string }) {
  const text = (value: string) => new Utf8String({ value });
  const parts = [
    new AttributeTypeAndValue({ type: '2.5.4.6', value: new PrintableString({ value: 'CN' }) }),
    new AttributeTypeAndValue({ type: '2.5.4.10', value: text(subject.organisation) }),
    new AttributeTypeAndValue({ type: '2.5.4.11', value: text('DEMO 演示') }),
    new AttributeTypeAndValue({
      type: '2.5.4.3',
      value: text(`${subject.commonName} DEMO 演示`),
    }),
  ];
  // Encoded here because pkijs would put all parts into one set, a single multi-valued part.
  const sets = parts.map((part) => new AsnSet({ value: [part.toSchema()] }));
  return RelativeDistinguishedNames.fromBER(new Sequence({ value: sets }).toBER());
}

function extensions(keyId: ArrayBuffer) {
  const usage = new BitString({
    valueHex: Uint8Array.of(DIGITAL_SIGNATURE_AND_NON_REPUDIATION),
    unusedBits: 6,
  });
  const keyIdentifier = new OctetString({ valueHex: keyId });
  const extension = (extnID: string, critical: boolean, extnValue: ArrayBuffer) =>
    new Extension({ extnID, critical, extnValue });
  return [
    extension('2.5.29.19', true, new BasicConstraints({ cA: false }).toSchema().toBER()),
    extension('2.5.29.15', true, usage.toBER()),
    extension('2.5.29.14', false, keyIdentifier.toBER()),
    extension('2.5.29.35', false, new AuthorityKeyIdentifier({ keyIdentifier }).toSchema().toBER()),
  ];
}

function pem(label: string, der: ArrayBuffer): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
