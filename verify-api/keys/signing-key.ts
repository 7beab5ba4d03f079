import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type JsonWebKey,
  sign,
} from 'node:crypto';
import { canonicalBytes } from '#domain/canonical-json.ts';
import { z } from '#domain/chinese-schema.ts';
import { base64url } from '#domain/credential.ts';
import { OperatorError } from '#domain/operator-error.ts';

/** A public Ed25519 key as a JWK (RFC 8037), `kid` being its thumbprint (RFC 7638). */
export interface PublicJwk {
  kty: 'OKP';
  crv: 'Ed25519';
  x: string;
  kid: string;
  use: 'sig';
  alg: 'EdDSA';
}

export interface SigningKey {
  kid: string;
  publicJwk: PublicJwk;
  demo: boolean;
  /** 64 bytes, Ed25519 (RFC 8032). */
  sign(input: Uint8Array): Uint8Array;
}

const coordinate = z.string().regex(/^[A-Za-z0-9_-]{43}$/, '应为 32 字节的 base64url');
const privateJwkSchema = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: coordinate,
  d: coordinate,
  kid: z.string().optional(),
  demo: z.boolean().default(false),
});

/** SIGNING_KEY_FILE: a private Ed25519 JWK (RFC 8037); `"demo": true` marks a demonstration key. */
export function parseSigningKey(text: string, file: string): SigningKey {
  const jwk = parseJwk(text, file);
  const kid = thumbprint(jwk.x);
  if (jwk.kid !== undefined && jwk.kid !== kid) {
    throw new OperatorError(`签名密钥文件 ${file} 有误：kid 不是这把密钥的指纹（RFC 7638）。`);
  }
  const key = createPrivateKey({ key: jwk as JsonWebKey, format: 'jwk' });
  if (createPublicKey(key).export({ format: 'jwk' }).x !== jwk.x) {
    throw new OperatorError(`签名密钥文件 ${file} 有误：x 与 d 不是同一对密钥。`);
  }
  return {
    kid,
    publicJwk: { kty: 'OKP', crv: 'Ed25519', x: jwk.x, kid, use: 'sig', alg: 'EdDSA' },
    demo: jwk.demo,
    sign: (input) => sign(null, input, key),
  };
}

/** A new key as SIGNING_KEY_FILE holds it. */
export function makeSigningKey({ demo }: { demo: boolean }): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  const jwk = privateKey.export({ format: 'jwk' });
  const mark = demo ? { demo } : {};
  return `${JSON.stringify({ ...jwk, kid: thumbprint(jwk.x as string), ...mark }, null, 2)}\n`;
}

export function makeDemoSigningKey(): string {
  return makeSigningKey({ demo: true });
}

function parseJwk(text: string, file: string) {
  try {
    return privateJwkSchema.parse(JSON.parse(text));
  } catch {
    // Without the cause: a parser's message may quote the key.
    throw new OperatorError(`签名密钥文件 ${file} 有误：应为 Ed25519 私钥的 JWK（RFC 8037）。`);
  }
}

function thumbprint(x: string): string {
  const input = canonicalBytes({ crv: 'Ed25519', kty: 'OKP', x });
  return base64url(createHash('sha256').update(input).digest());
}
