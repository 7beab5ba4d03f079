import { Problem } from '#domain/problem.ts';
import type { AppContext } from './app-environment.ts';

/** For `app.all` after a path's own routes: 405 with `Allow` (RFC 9110 section 15.5.6). */
export function onlyAllow(...methods: string[]) {
  return (c: AppContext): never => {
    c.header('Allow', methods.join(', '));
    throw new Problem('method-not-allowed', `这个地址只支持 ${methods.join('、')}。`);
  };
}
