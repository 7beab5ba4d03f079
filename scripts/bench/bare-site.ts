import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Measured, measureNode } from './measure-process.ts';

/** A page by its address without slashes at its ends, and its size in bytes. */
export type PageSize = [page: string, bytes: number];

const PAGE = `---
import { paths, textOf } from '../text.js';

export const getStaticPaths = () => paths;
---

<!doctype html>
<html lang="zh-CN">
  <head>
    <meta charset="utf-8" />
    <title>{Astro.params.page}</title>
    <meta name="viewport" content="width=device-width, initial-scale=1" />
  </head>
  <body set:html={textOf(Astro.props.bytes)} />
</html>
`;

/** A module of its own, so that the text is made once and not for each page. */
const TEXT = `
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const SHELL_BYTES = 200;
const paragraph = '<p>学分银行把各类学习成果认定、存入、转换为学分，供学习者在高校网点使用。</p>';
const charactersPerByte = paragraph.length / Buffer.byteLength(paragraph);
const pages = JSON.parse(readFileSync(join(process.cwd(), 'pages.json'), 'utf8'));
const most = Math.max(...pages.map(([, bytes]) => bytes));
// Read back from bytes: a plain string, which a repeated one is not yet.
const text = Buffer.from(paragraph.repeat(Math.ceil(most / paragraph.length))).toString();

export const paths = pages.map(([page, bytes]) => ({ params: { page: page || undefined }, props: { bytes } }));
export const textOf = (bytes) => text.slice(0, Math.round((bytes - SHELL_BYTES) * charactersPerByte));
`;

/**
 * Builds the plainest Astro site there is with these pages: one route, each body a ready string of
 * the page's size, nothing to load and nothing to bundle.
 * @param root an empty directory; the site comes to its `dist`
 * @param repository whose Astro is used
 */
export async function buildBareSite(
  root: string,
  repository: string,
  pages: readonly PageSize[],
): Promise<Measured> {
  mkdirSync(join(root, 'src/pages'), { recursive: true });
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'));
  writeFileSync(join(root, 'package.json'), '{ "type": "module" }\n');
  writeFileSync(join(root, 'pages.json'), JSON.stringify(pages));
  writeFileSync(join(root, 'src/pages/[...page].astro'), PAGE);
  writeFileSync(join(root, 'src/text.js'), TEXT);
  const config = {
    cacheDir: './cache',
    trailingSlash: 'always',
    vite: { cacheDir: './cache/vite' },
  };
  writeFileSync(join(root, 'astro.config.mjs'), `export default ${JSON.stringify(config)};\n`);
  const astro = join(repository, 'node_modules/astro/bin/astro.mjs');
  return measureNode([astro, 'build', '--silent'], { cwd: root });
}
