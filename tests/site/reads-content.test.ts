import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/**
 * A build takes a page over from the release before when what it read is still the same, and knows of
 * what it read because it was read through site/loader/reading.ts. Pages that look at files, settings or
 * the clock by another way would be taken over when they should not.
 */
const ANOTHER_WAY = /from 'node:fs|process\.env|Date\.now\(|new Date\(\)|contentDirectory\(/;

/** What is not drawn in a build, or gives bytes of a file that was listed by `read`. */
const ALLOWED = [
  'site/ui/content-modules.ts',
  'site/pages/news/[slug]/files/[name].ts',
  'site/pages/downloads/files/[name].ts',
  'site/pages/pictures/[kind]/[name].ts',
  'site/features/planner/planner-script.ts',
];

test('pages read content, settings and the day through the loader alone', () => {
  const files = globSync('site/{pages,features,ui}/**/*.{ts,astro}').filter(
    (file) => !file.includes('/staff/'),
  );
  expect(files.length).toBeGreaterThan(200);
  const found = files.filter((file) => ANOTHER_WAY.test(readFileSync(file, 'utf8')));
  expect(found.sort()).toEqual(ALLOWED.toSorted());
});
