/** RFC 8187 section 3.2.1: what encodeURIComponent leaves as it is, and a header may not hold. */
export function extendedValue(text: string): string {
  const escaped = (sign: string) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(text).replace(/['()*]/g, escaped);
}
