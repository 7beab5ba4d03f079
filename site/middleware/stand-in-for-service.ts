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
const UPLOADS: readonly [page: RegExp, call: string][] = [
  [/^\/staff\/batches\/new\/$/, '/api/staff/batches'],
  [/^\/staff(\/content\/drafts\/[\w-]+\/files)\/$/, '/api/staff$1'],
  [/^\/staff(\/content\/catalogs\/[\w-]+)\/$/, '/api/staff$1'],
];

export const standInForService: MiddlewareHandler = async (context, next) => {
  if (!import.meta.env.DEV) return next();
  context.locals.api ??= (request) => {
    const { pathname, search } = new URL(request.url);
    return fetch(new Request(`${SERVICE}${pathname}${search}`, request));
  };
  const { pathname } = context.url;
  const type = context.request.headers.get('Content-Type') ?? '';
  const upload = type.startsWith('multipart/form-data')
    ? UPLOADS.find(([page]) => page.test(pathname))
    : undefined;
  if (upload !== undefined) {
    const call = pathname.replace(...upload);
    const request = new Request(`http://internal${call}`, context.request);
    context.locals.answered = await context.locals.api(request);
  }
  const posted = context.request.method === 'POST' && FORM_PAGE.test(pathname);
  return posted ? next(`${pathname}result/`) : next();
};
