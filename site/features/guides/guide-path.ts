import { guides } from '../../loader/catalogs.ts';
import { prosePath } from '../../loader/routes.ts';

/**
 * Address of a guide that pages of the software point to; the list of guides where this bank has
 * not written it.
 * @param slug file name without `.md`, e.g. `deposit`
 */
export async function guidePath(slug: string): Promise<string> {
  const written = (await guides()).some((guide) => guide.slug === slug);
  return written ? prosePath('guides', slug) : '/guides/';
}
