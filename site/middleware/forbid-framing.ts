import type { MiddlewareHandler } from 'astro';

const POLICY = 'Content-Security-Policy';

/**
 * A page made on demand sends its policy as a header, in place of the service's own, which forbids
 * framing: so must this one. Among the directives of astro.config.mjs it would stand in the meta
 * tags of static pages too, where it counts for nothing and browsers complain of it.
 */
export const forbidFraming: MiddlewareHandler = async (context, next) => {
  const response = await next();
  const policy = response.headers.get(POLICY);
  if (!context.isPrerendered && policy !== null) {
    response.headers.set(POLICY, `${policy} frame-ancestors 'none';`);
  }
  return response;
};
