/**
 * Program: bundles the site's code with Astro and draws no page. Its arguments are where to write:
 * `client/` (style sheets, scripts, files that are the same for all content), `server/` (what draws
 * pages on demand) and `prerender/{name}/` (what draws all others; Astro would throw it away); and
 * that name, which no other bundle has, as Node imports a file of one path once in a process.
 */
import { cpSync } from 'node:fs';
import path from 'node:path';
import { type AstroIntegration, type AstroPrerenderer, build } from 'astro';

const [outDir, name] = process.argv.slice(2);
if (!outDir || !name) throw new Error('usage: bundle-site.ts <directory> <name>');

const drawnLater: AstroPrerenderer = {
  name: 'drawn-later',
  getStaticPaths: async () => [],
  render: async () => {
    throw new Error('no page is drawn here');
  },
  teardown: async () => {
    cpSync(path.join(outDir, 'server/.prerender'), path.join(outDir, 'prerender', name), {
      recursive: true,
      filter: (source) => path.basename(source) !== '_astro',
    });
  },
};

let usePrerenderer: (prerenderer: AstroPrerenderer) => void = () => {};
const keepWhatDraws: AstroIntegration = {
  name: 'keep-what-draws',
  hooks: {
    'astro:build:start': ({ setPrerenderer }) => {
      usePrerenderer = setPrerenderer;
    },
    // Any earlier, Astro would take it for one that brings its own entry point.
    'astro:build:setup': () => usePrerenderer(drawnLater),
  },
};

try {
  // Kept for the pages made on demand too: an address with half a character is no error of ours.
  await build({ outDir, logLevel: 'silent', integrations: [keepWhatDraws] });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
