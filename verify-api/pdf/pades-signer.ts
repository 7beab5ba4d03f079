import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { Signer } from '@signpdf/signpdf';
import { ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import {
  Attribute,
  Certificate,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs';

export const oids = {
  data: '1.2.840.113549.1.7.1',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  sha256: '2.16.840.1.101.3.4.2.1',
} as const;

/** The context tag of signedAttrs in SignerInfo (RFC 5652 section 5.3). */
const SIGNED = 0;

/**
 * Makes the CMS signature of a PAdES B-B PDF (ETSI EN 319 142-1, RFC 5652): detached, SHA-256,
 * signed attributes content-type, message-digest and signing-certificate-v2 (RFC 5035), and no
 * signing-time. The certificates given are included.
 */
export class PadesSigner extends Signer {
  readonly #key: CryptoKey;
  readonly #certificates: readonly Certificate[];
  readonly #certificateHash: ArrayBuffer;
  /** Of all certificates together, DER. */
  readonly certificateBytes: number;

  private constructor(key: CryptoKey, ders: Uint8Array<ArrayBuffer>[], hash: ArrayBuffer) {
    super();
    this.#key = key;
    this.#certificates = ders.map((der) => Certificate.fromBER(der));
    this.#certificateHash = hash;
    this.certificateBytes = ders.reduce((sum, { length }) => sum + length, 0);
  }

  /** Throws when the key is not the first certificate's, or is neither RSA nor on P-256 or P-384. */
  static async open(certPem: string, keyPem: string): Promise<PadesSigner> {
    const ders = readCertificates(certPem);
    const [own] = ders;
    if (own === undefined) throw new TypeError('there is no certificate in this PEM');
    const key = createPrivateKey(keyPem);
    if (!new X509Certificate(own).checkPrivateKey(key)) {
      throw new TypeError('this private key does not belong to the certificate');
    }
    const signingKey = key.toCryptoKey(signingAlgorithm(key), false, ['sign']) as CryptoKey;
    return new PadesSigner(signingKey, ders, await crypto.subtle.digest('SHA-256', own));
  }

  override async sign(pdf: Buffer): Promise<Buffer> {
    const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(pdf));
    const [own] = this.#certificates as [Certificate];
    const signed = new SignedData({
      version: 1,
      encapContentInfo: new EncapsulatedContentInfo({ eContentType: oids.data }),
      certificates: [...this.#certificates],
      signerInfos: [
        new SignerInfo({
          version: 1,
          sid: new IssuerAndSerialNumber({ issuer: own.issuer, serialNumber: own.serialNumber }),
          signedAttrs: new SignedAndUnsignedAttributes({
            type: SIGNED,
            attributes: signedAttributes(digest, this.#certificateHash),
          }),
        }),
      ],
    });
    await signed.sign(this.#key, 0, 'SHA-256');
    const content = new ContentInfo({
      contentType: ContentInfo.SIGNED_DATA,
      content: signed.toSchema(true),
    });
    return Buffer.from(content.toSchema().toBER());
  }
}

function readCertificates(pem: string): Uint8Array<ArrayBuffer>[] {
  const blocks = pem.matchAll(/-----BEGIN CERTIFICATE-----([\s\S]+?)-----END CERTIFICATE-----/g);
  return [...blocks].map(([, base64 = '']) => new Uint8Array(Buffer.from(base64, 'base64')));
}

function signingAlgorithm(key: KeyObject) {
  const curve = key.asymmetricKeyDetails?.namedCurve;
  if (curve === 'prime256v1') return { name: 'ECDSA', namedCurve: 'P-256' };
  if (curve === 'secp384r1') return { name: 'ECDSA', namedCurve: 'P-384' };
  if (key.asymmetricKeyType === 'rsa') return { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  throw new TypeError('a PDF is signed with an RSA key or one on the curve P-256 or P-384');
}

/** In the order of their encodings, as DER wants a SET OF (X.690 section 11.6). */
function signedAttributes(digest: ArrayBuffer, certificateHash: ArrayBuffer): Attribute[] {
  const attribute = (type: string, value: unknown) => new Attribute({ type, values: [value] });
  // ESSCertIDv2 leaves its hash algorithm out: SHA-256 is the default.
  const certificateId = new Sequence({ value: [new OctetString({ valueHex: certificateHash })] });
  return [
    attribute(oids.contentType, new ObjectIdentifier({ value: oids.data })),
    attribute(oids.messageDigest, new OctetString({ valueHex: digest })),
    attribute(
      oids.signingCertificateV2,
      new Sequence({ value: [new Sequence({ value: [certificateId] })] }),
    ),
  ];
}
