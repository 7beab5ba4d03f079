import canonicalizeJson from 'canonicalize';

/** The RFC 8785 (JCS) form of a JSON value. Throws on what JSON cannot hold, lone surrogates too. */
export function canonicalJson(value: unknown): string {
  const text = canonicalizeJson(value);
  if (text === undefined) throw new TypeError('this value has no JSON form');
  if (!text.isWellFormed()) throw new TypeError('a lone surrogate has no UTF-8 form');
  return text;
}

/** The UTF-8 bytes of the RFC 8785 form: what is hashed and signed. */
export function canonicalBytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(canonicalJson(value));
}
