/**
 * A value as one part of an address: letters and digits of any script, all else a hyphen, so that
 * it is the same encoded and decoded. `1+X 证书` → `1-X-证书`
 */
export function addressKey(value: string): string {
  return value.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '') || '-';
}
