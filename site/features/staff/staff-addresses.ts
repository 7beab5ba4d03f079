import type { SignInStep } from '#domain/staff-answers.ts';

export const STAFF_HOME = '/staff/';
const SIGN_IN = '/staff/sign-in/';

/**
 * Where to go after signing in: the `next` of the query while it is a page of the office, else its
 * home. Any other address could lead whoever follows a link astray.
 */
export function nextAddress(url: URL): string {
  const next = url.searchParams.get('next') ?? '';
  const target = URL.canParse(next, url.origin) ? new URL(next, url.origin) : undefined;
  const isOurs =
    next.startsWith(STAFF_HOME) &&
    target?.origin === url.origin &&
    target.pathname.startsWith(STAFF_HOME);
  return isOurs ? `${target.pathname}${target.search}` : STAFF_HOME;
}

/** @param why `lost` when something was being sent as the session ended, `out` after signing out */
export function signInAddress(next: string, why?: 'lost' | 'out'): string {
  const query = new URLSearchParams();
  if (next !== STAFF_HOME) query.set('next', next);
  if (why !== undefined) query.set('why', why);
  return withQuery(SIGN_IN, query);
}

/** The page that does what a sign-in asks for next. */
export function addressOfStep(step: SignInStep, next: string): string {
  const pages: Record<SignInStep, string> = {
    code: '/staff/sign-in/code/',
    'change-password': '/staff/password/',
    enrol: '/staff/two-factor/',
    home: next,
  };
  const query = step === 'home' || next === STAFF_HOME ? {} : { next };
  return withQuery(pages[step], new URLSearchParams(query));
}

function withQuery(path: string, query: URLSearchParams): string {
  return query.size === 0 ? path : `${path}?${query}`;
}
