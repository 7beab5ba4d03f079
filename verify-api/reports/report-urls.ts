/** The number and code stand in the fragment, which a browser never sends to a server. */
export function verifyUrl(siteUrl: string, number: string, code: string): string {
  return `${siteUrl}/verify/#n=${number}&c=${code}`;
}

export function pdfUrl(siteUrl: string, number: string): string {
  return `${siteUrl}/api/v1/reports/${number}/pdf`;
}
