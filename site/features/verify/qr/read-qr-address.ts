import type { VerifyInput } from '../split-input.ts';

export type QrAddress =
  | { input: VerifyInput }
  /** Leads elsewhere: a forged report may carry a QR code of a site that calls it genuine. */
  | { otherSite: string }
  | { otherSite: undefined };

/**
 * What the QR code of a report holds, `https://bank.example.cn/verify/#n={number}&c={code}`.
 * @param sites the origins that are this site: the one printed on reports and the one open now
 */
export function readQrAddress(text: string, sites: readonly string[]): QrAddress {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) return { otherSite: undefined };
  if (!sites.includes(url.origin)) return { otherSite: url.host };
  const fragment = new URLSearchParams(url.hash.slice(1));
  const number = fragment.get('n');
  if (!/^\/verify\/(en\/)?$/.test(url.pathname) || number === null) return { otherSite: undefined };
  return { input: { number, code: fragment.get('c') ?? '' } };
}
