import { resolve } from 'node:path';
import node from '@astrojs/node';
import { defineConfig, passthroughImageService } from 'astro/config';
import { contentModules } from './site/ui/content-modules.ts';

// Pages use `Astro.site` and never read the environment themselves.
const site = process.env.SITE_URL || 'http://localhost:4321';

const content = resolve(process.env.CONTENT_DIR || 'content');

export default defineConfig({
  site,
  srcDir: './site',
  publicDir: './site/public',
  outDir: './dist',
  output: 'static',
  // 'always' answers /api/… itself before the proxy of watch mode is asked.
  trailingSlash: process.argv.includes('dev') ? 'ignore' : 'always',
  // Hono stands in front and hands on-demand pages over; no on-demand page takes a large body.
  adapter: node({ mode: 'middleware', bodySizeLimit: 1024 * 1024 }),
  session: false,
  image: { service: passthroughImageService() },
  devToolbar: { enabled: false },
  // Code blocks are rare here and Shiki needs inline styles, which the policy of every page forbids.
  markdown: { syntaxHighlight: false },
  build: { inlineStylesheets: 'never' },
  vite: {
    // Phones and WeChat of 2021 on: newer ways to write the same are written the old way.
    build: { assetsInlineLimit: 0, cssTarget: ['chrome88', 'safari14.1', 'firefox85'] },
    // Watch mode only: `npm run dev` runs the service beside Astro.
    server: {
      proxy: Object.fromEntries(
        ['/api', '/.well-known', '/verify/pdf'].map((path) => [path, 'http://127.0.0.1:4322']),
      ),
    },
    resolve: { alias: { '@content': content } },
    plugins: [contentModules(content)],
  },
  security: {
    // The service refuses what another site sends to the office; elsewhere no on-demand page uses a
    // cookie or changes state, and a POST without Origin (curl) must work.
    checkOrigin: false,
  },
});
