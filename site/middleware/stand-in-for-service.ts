import type { MiddlewareHandler } from 'astro';
import { resultPage, uploadCall } from '#domain/site-forms.ts';

/** Where `npm run dev` runs the service. */
const SERVICE = 'http://127.0.0.1:4322';

/**
 * In watch mode Astro stands in front of the service instead of behind it, so this does what the
 * service does elsewhere: hands pages `locals.api` and gives what is posted to /verify/ (and to its
 * English page, and to the check of receipts) to the result page.
 * A production build keeps nothing of it.
 */
export const standInForService: MiddlewareHandler = async (context, next) => {
  if (!import.meta.env.DEV) return next();
  context.locals.api ??= (request) => {
    const { pathname, search } = new URL(request.url);
    return fetch(new Request(`${SERVICE}${pathname}${search}`, request));
  };
  const { pathname } = context.url;
  const call = uploadCall(pathname, context.request.headers.get('Content-Type') ?? undefined);
  if (call !== undefined) {
    const request = new Request(`http://internal${call}`, context.request);
    context.locals.answered = await context.locals.api(request);
  }
  const result = context.request.method === 'POST' ? resultPage(pathname) : undefined;
  return result === undefined ? next() : next(result);
};
