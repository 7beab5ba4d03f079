import type { MiddlewareHandler } from 'astro';

/** Where `npm run dev` runs the service. */
const SERVICE = 'http://127.0.0.1:4322';

const FORM_PAGE = /^\/verify\/((en\/)?(receipt\/)?|many\/)$/;

/**
 * In watch mode Astro stands in front of the service instead of behind it, so this does what the
 * service does elsewhere: hands pages `locals.api` and gives what is posted to /verify/ (and to its
 * English page, and to the check of receipts) to the result page.
 * A production build keeps nothing of it.
 */
/** Forms with a file, and where the service takes them. */
const UPLOADS: Record<string, string> = { '/staff/batches/new/': '/api/staff/batches' };

export const standInForService: MiddlewareHandler = async (context, next) => {
  if (!import.meta.env.DEV) return next();
  context.locals.api ??= (request) => {
    const { pathname, search } = new URL(request.url);
    return fetch(new Request(`${SERVICE}${pathname}${search}`, request));
  };
  const { pathname } = context.url;
  const upload = context.request.method === 'POST' ? UPLOADS[pathname] : undefined;
  if (upload !== undefined) {
    const request = new Request(`http://internal${upload}`, context.request);
    context.locals.answered = await context.locals.api(request);
  }
  const posted = context.request.method === 'POST' && FORM_PAGE.test(pathname);
  return posted ? next(`${pathname}result/`) : next();
};
