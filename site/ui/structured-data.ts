/** The text of a JSON-LD block; nothing in it can end the element that holds it. */
export function writeStructuredData(data: { readonly '@type': string }): string {
  const text = JSON.stringify({ '@context': 'https://schema.org', ...data });
  return text.replaceAll('<', '\\u003c');
}
