import { spawn } from 'node:child_process';
import { BuildError } from './build-faults.ts';

/** Astro's key for server islands, of which there are none; drawn anew, it would make the same code differ. */
const ASTRO_KEY = Buffer.alloc(32).toString('base64');

/**
 * What Node runs to make the pages; scripts/bench/own-site.ts measures the same. A page leaves little
 * behind, and what all pages share stays: to look through the whole heap (V8's major collections)
 * before it holds 1 GB costs up to a tenth of the CPU and finds next to nothing.
 */
const ASTRO = [
  '--initial-old-space-size=1024',
  'node_modules/astro/bin/astro.mjs',
  'build',
  '--silent',
];

export interface SiteToMake {
  directory: string;
  siteUrl: string;
  outDir: string;
}

/** Runs Astro's own build. Throws BuildError with its words. */
export async function bundleSite({ directory, siteUrl, outDir }: SiteToMake): Promise<void> {
  await runNode([...ASTRO, '--outDir', outDir], {
    CONTENT_DIR: directory,
    SITE_URL: siteUrl,
    ASTRO_KEY,
  });
}

/** Writes the full-text index beside the pages; returns what it says of it. */
export async function indexProse(clientDir: string): Promise<string> {
  return (await runNode(['scripts/index-prose.ts', clientDir])).trim();
}

/** Runs a script under this Node and returns what it prints; BuildError with that when it fails. */
function runNode(args: string[], env: Record<string, string> = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        ASTRO_TELEMETRY_DISABLED: '1',
        NODE_ENV: 'production',
        NO_COLOR: '1',
        ...env,
      },
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
      });
    }
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(said);
      else reject(new BuildError(linesOf(said)));
    });
  });
}

function linesOf(said: string): string[] {
  const lines = said.split('\n').filter((line) => line.trim() !== '');
  return lines.length > 0 ? lines : ['网站没有生成，程序没有说明原因，请运维人员查看。'];
}
