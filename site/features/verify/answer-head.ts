import { STATUS_CODES } from 'node:http';

/** Status and headers of a page that answers a form, as the service's own answer had them. */
export function setAnswerHead(
  response: { status?: number; statusText?: string; headers: Headers },
  { status, retryAfter }: { status: number; retryAfter: string | null },
): void {
  response.status = status;
  response.statusText = STATUS_CODES[status] ?? '';
  response.headers.set('Cache-Control', 'no-store');
  if (retryAfter) response.headers.set('Retry-After', retryAfter);
}
