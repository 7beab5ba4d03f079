import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import chromium from '@sparticuz/chromium';
import { type Browser, type BrowserContext, chromium as playwright } from 'playwright-core';
import { expect } from 'vitest';

/** Keeps Chromium from calling home: its own requests are not what a test looks at. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * Chromium as an npm package brings it (or the one that CHROMIUM_PATH names: the tests' set-up names it), with a Chinese font
 * given by fontconfig from an npm package too, so that a bare machine draws 汉字 and not boxes.
 * @param more further switches
 */
export async function launchBrowser(more: readonly string[] = []): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH ?? (await chromium.executablePath());
  return playwright.launch({
    executablePath,
    args: [...QUIET, ...more],
    // Without a UTF-8 locale, Chromium on Linux calls every file with a Chinese name `download`.
    env: {
      ...process.env,
      LC_ALL: 'C.UTF-8',
      FONTCONFIG_FILE: await writeFontConfiguration(),
    },
  });
}

async function writeFontConfiguration(): Promise<string> {
  const directory = await mkdtemp(path.join(tmpdir(), 'jixue-fonts-'));
  const fonts = path.resolve('node_modules/@expo-google-fonts/noto-sans-sc');
  const file = path.join(directory, 'fonts.conf');
  await writeFile(
    file,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${fonts}/400Regular</dir>
  <dir>${fonts}/700Bold</dir>
  <cachedir>${directory}/cache</cachedir>
  <alias><family>sans-serif</family><prefer><family>Noto Sans SC</family></prefer></alias>
  <alias><family>serif</family><prefer><family>Noto Sans SC</family></prefer></alias>
</fontconfig>
`,
  );
  return file;
}

type PageOptions = Parameters<Browser['newContext']>[0] & {
  expectedErrors?: RegExp;
  /** The display settings of an earlier visit, e.g. `large dark`. */
  display?: string;
};

/** A page that fails its test on any console error or uncaught exception it was not told to expect. */
export async function openPage(browser: Browser, options: PageOptions = {}) {
  const { expectedErrors, display, ...contextOptions } = options;
  const context: BrowserContext = await browser.newContext({ locale: 'zh-CN', ...contextOptions });
  if (display) await context.addInitScript(`localStorage.display ??= '${display}'`);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  return {
    page,
    async close() {
      await context.close();
      expect(errors.filter((text) => !expectedErrors?.test(text))).toEqual([]);
    },
  };
}
