import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** A site built from a content directory of its own, apart from `dist/`. */
export interface BuiltBank {
  /** Every file, relative to the site, with `/` between folders. */
  files: ReadonlySet<string>;
  /** The HTML at an address, e.g. `/rules/`. */
  page(address: string): string;
  remove(): void;
}

/** Inside the project: what is built there must find the packages it imports. */
const BUILDS = 'node_modules/.cache/other-banks';

/** Builds the whole site as `npm run build` does. Throws with the build's own words. */
export function buildBank(contentDirectory: string): BuiltBank {
  mkdirSync(BUILDS, { recursive: true });
  const dist = mkdtempSync(resolve(BUILDS, 'site-'));
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/build.ts'], {
    encoding: 'utf8',
    env: {
      ...process.env,
      NODE_ENV: 'production',
      CONTENT_DIR: resolve(contentDirectory),
      SITE_URL: 'https://bank.example.cn',
      DIST_DIR: dist,
    },
  });
  if (status !== 0) throw new Error(`${stdout}\n${stderr}`);
  const site = join(dist, 'client');
  return {
    files: new Set(globSync('**/*', { cwd: site }).map((file) => file.replaceAll('\\', '/'))),
    page: (address) => readFileSync(join(site, address.slice(1), 'index.html'), 'utf8'),
    remove: () => rmSync(dist, { recursive: true, force: true }),
  };
}
