import { Problem } from '#domain/problem.ts';
import type { AppContext } from './app-environment.ts';

/**
 * For `app.all` after a path's own routes: 405 with `Allow` (RFC 9110 section 15.5.6).
 * HEAD is allowed wherever GET is.
 */
export function onlyAllow(...methods: string[]) {
  return (c: AppContext): never => {
    throw notAllowed(c, ...methods);
  };
}

/** Sets `Allow` and returns what is to be thrown or shown. */
export function notAllowed(c: AppContext, ...methods: string[]): Problem {
  const all = methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
  c.header('Allow', all.join(', '));
  return new Problem('method-not-allowed', `这个地址只支持 ${all.join('、')}。`);
}
