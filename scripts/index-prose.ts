/**
 * Program: writes the full-text index of a built site anew. Arguments: the built site, and where to
 * write, both optional.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { indexProse } from './build/index-prose.ts';
import { filesBelow } from './build/site-files.ts';

const [site = 'dist/client', target = path.join(site, 'pagefind')] = process.argv.slice(2);
try {
  const pages = filesBelow(site).filter(
    (file) =>
      file.endsWith('.html') && readFileSync(path.join(site, file)).includes('data-pagefind-body'),
  );
  const texts = await indexProse(site, pages, target);
  if (texts === 0) throw new Error(`${site} 里没有可以检索的文章`);
  console.log(`全文检索已建立：${texts} 篇。`);
} catch (error) {
  const why = error instanceof Error ? error.message : String(error);
  console.error(`全文检索没有建成（${why}），请核对磁盘和文件权限，或运行 npm ci 重装后再试。`);
  process.exitCode = 1;
}
