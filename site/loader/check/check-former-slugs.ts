import { formerSlugsOf } from '../former-slugs.ts';
import type { Problem } from '../problem.ts';
import { allProse, type Content } from '../read-content.ts';
import { FIXED_PATHS, prosePath } from '../routes.ts';
import { fieldProblem } from './row-problems.ts';

/** An old address leads on to one entry, and to none that has it still. */
export function checkFormerSlugs(content: Content): Problem[] {
  const taken = new Map<string, string>();
  return allProse(content).flatMap((entry) => {
    const { kind } = entry;
    return formerSlugsOf(entry.data).flatMap((slug) => {
      const address = prosePath(kind, slug).toLowerCase();
      const other = taken.get(address);
      taken.set(address, entry.file);
      const say = (message: string) =>
        fieldProblem(content, entry, 'formerSlugs', message, 'duplicate');
      if (slug === entry.slug) return say(`「${slug}」就是现在的文件名，请删去`);
      if (FIXED_PATHS.includes(address)) return say(`「${slug}」是本站栏目的地址，请删去`);
      if ([...content.prose[kind].slugs].some((one) => one.toLowerCase() === slug.toLowerCase())) {
        return say(`「${slug}」现在是另一篇（${kind}/${slug}.md）的地址，请删去`);
      }
      return other === undefined
        ? []
        : say(`「${slug}」已写在 ${other} 里，一个旧地址只能转到一处`);
    });
  });
}
