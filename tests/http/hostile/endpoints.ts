import type { App } from '../../../verify-api/http/create-app.ts';

export interface Endpoint {
  method: string;
  /** As the router has it: `/api/v1/reports/:number`. */
  path: string;
}

/** Every call that the service answers, read from its router: a new one is tried without being named. */
export function endpointsOf(app: App): Endpoint[] {
  const named = app.routes
    .filter(({ method, path }) => method !== 'ALL' && !path.includes('*'))
    .map(({ method, path }) => `${method} ${path}`);
  return [...new Set(named)].map((text) => {
    const [method = '', path = ''] = text.split(' ');
    return { method, path };
  });
}
