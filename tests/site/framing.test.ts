import type { APIContext } from 'astro';
import { describe, expect, it } from 'vitest';
import { forbidFraming } from '../../site/middleware/forbid-framing.ts';
import { htmlFiles, htmlOf } from './pages/built-site.ts';

const NAME = 'Content-Security-Policy';

async function policyOf(isPrerendered: boolean, headers: Record<string, string>) {
  const answered = await forbidFraming({ isPrerendered } as APIContext, async () => {
    return new Response('<p>', { headers });
  });
  return (answered as Response).headers.get(NAME);
}

describe('framing', () => {
  it('is forbidden by the policy of a page made on demand', async () => {
    const policy = await policyOf(false, { [NAME]: "default-src 'self';" });
    expect(policy).toBe("default-src 'self'; frame-ancestors 'none';");
  });

  it('is left to the service where a page has no header of its own', async () => {
    expect(await policyOf(false, {})).toBeNull();
    expect(await policyOf(true, { [NAME]: "default-src 'self';" })).toBe("default-src 'self';");
  });

  it('is not spoken of in meta tags, where browsers complain of it', () => {
    expect(htmlFiles.length).toBeGreaterThan(0);
    for (const file of htmlFiles) expect(htmlOf(file), file).not.toContain('frame-ancestors');
  });
});
