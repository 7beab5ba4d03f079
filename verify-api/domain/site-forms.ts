/** Pages with a file to send, which is more than a page takes, and the calls that take it. */
const UPLOADS: readonly [page: RegExp, call: string][] = [
  [/^\/staff\/batches\/new\/$/, '/api/staff/batches'],
  [/^\/staff(\/content\/drafts\/[\w-]+\/files)\/$/, '/api/staff$1'],
  [/^\/staff(\/content\/catalogs\/[\w-]+)\/$/, '/api/staff$1'],
];
const VERIFY_PAGE = /^(\/verify(?:(?:\/en)?(?:\/receipt)?|\/many))\/?$/;

/** The page that answers what a public form sends without JavaScript; undefined for a page with no such form. */
export function resultPage(path: string): string | undefined {
  const page = VERIFY_PAGE.exec(path)?.[1];
  return page && `${page}/result/`;
}

/**
 * The call that takes an office's form with a file before its page shows the answer; undefined for what is
 * sent without a file.
 */
export function uploadCall(path: string, contentType = ''): string | undefined {
  if (!contentType.startsWith('multipart/form-data')) return undefined;
  const found = UPLOADS.find(([page]) => page.test(path));
  return found && path.replace(...found);
}
