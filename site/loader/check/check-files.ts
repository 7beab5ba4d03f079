import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Problem } from '../problem.ts';
import { namedFiles } from '../published-files.ts';
import { allProse, type Content } from '../read-content.ts';
import type { ProseEntry } from '../read-prose.ts';
import { PROSE_KINDS, type ProseKind } from '../schemas/prose.ts';
import { isInside } from './check-paths.ts';
import { inspectFile } from './files/inspect-file.ts';
import { linksIn } from './markdown/read-markdown.ts';
import { fieldProblem } from './row-problems.ts';

/** Files that entries name: there, and really what their ending says. */
export function checkFiles(content: Content): Problem[] {
  return [
    ...allProse(content).flatMap((entry) => [
      ...checkNamed(content, entry),
      ...checkPictures(content, entry),
    ]),
    ...checkSeal(content),
  ];
}

function checkNamed(content: Content, entry: ProseEntry): Problem[] {
  const { kind, data } = entry;
  return namedFiles(kind, data).flatMap(({ file, field }) => {
    const found = findingOf(content.directory, `${kind}/${file}`, 'file');
    const say = (message: string, rank: 'link' | 'reminder') =>
      fieldProblem(content, entry, field, message, rank);
    if (found === 'missing') {
      const todo = `请把它放进 ${kind} 文件夹（网页上请重新上传），并核对文件名大小写`;
      return say(`找不到附件「${file}」，${todo}`, 'link');
    }
    if (found.fault !== undefined) return say(`附件「${file}」${found.fault}`, 'link');
    return found.reminder === undefined ? [] : say(`附件「${file}」${found.reminder}`, 'reminder');
  });
}

function checkPictures({ directory }: Content, entry: ProseEntry): Problem[] {
  return linksIn(entry.body).flatMap(({ target, picture, alt, line }) => {
    if (!picture) return [];
    const fault = faultOfPicture(directory, entry.kind, target);
    const messages = [...(fault === undefined ? [] : [fault]), ...(alt === '' ? [NO_WORDS] : [])];
    const row = entry.bodyLine + line - 1;
    return messages.map((message) => ({ rank: 'link', file: entry.file, row, message }));
  });
}

const NO_WORDS =
  '图片没有文字说明，看不见图的人就不知道画的是什么。请写在方括号里：![图上画的是什么](文件名)';

/** Pictures lie beside their entry: nothing is fetched from elsewhere, nobody is told who reads. */
function faultOfPicture(directory: string, kind: ProseKind, target: string): string | undefined {
  const name = decoded(target).replace(/^\.\//, '');
  if (/^([a-z][a-z0-9+.-]*:|\/)/i.test(name)) {
    return `图片「${shortened(target)}」不在本站，别处的图会失效，也会泄露谁在看。请把图片文件放进 ${kind} 文件夹（网页上请上传），这里写文件名`;
  }
  if (/(^|\/)\.\.?(\/|$)|[?#\\]/.test(name) || name === '') {
    return `图片「${shortened(target)}」应只写文件名，图片和文章放在同一文件夹里`;
  }
  const found = findingOf(directory, `${kind}/${name}`, 'picture');
  if (found === 'missing')
    return `找不到图片「${target}」，请放进 ${kind} 文件夹（网页上请上传），并核对文件名`;
  return found.fault === undefined ? undefined : `图片「${target}」${found.fault}`;
}

function shortened(target: string): string {
  return target.length > 60 ? `${target.slice(0, 60)}…` : target;
}

function checkSeal({ bank, directory }: Content): Problem[] {
  const file = bank?.sealImage;
  const found = file && findingOf(directory, file, 'picture');
  if (!found || (found !== 'missing' && found.fault === undefined)) return [];
  const message =
    found === 'missing' ? `找不到印章图片「${file}」` : `印章图片「${file}」${found.fault}`;
  return [{ rank: 'link', file: 'bank.yaml', column: 'sealImage', message }];
}

function findingOf(directory: string, file: string, use: 'file' | 'picture') {
  const path = join(directory, file);
  if (!existsSync(path)) return 'missing';
  if (!isInside(directory, file))
    return { fault: '是指向别处的链接，不能公布。请把文件本身放进来' };
  return inspectFile(path, basename(file), use);
}

function decoded(target: string): string {
  try {
    return decodeURI(target);
  } catch {
    return target;
  }
}

const LEFT_BY_SYSTEMS = /^(\.|~\$)|^(Thumbs\.db|desktop\.ini)$/i;

/**
 * Files and folders of a content directory that no page will show. Entries under a name the site
 * does not see are faults; anything else may lie there on purpose, so it is only a reminder.
 */
export function checkUnnamed(content: Content): Problem[] {
  return [...checkTop(content), ...PROSE_KINDS.flatMap((kind) => checkFolder(content, kind))];
}

function checkTop({ directory, bank }: Content): Problem[] {
  const known = ['bank.yaml', 'catalogs', ...PROSE_KINDS, bank?.sealImage];
  return readdirSync(directory)
    .filter((name) => !known.includes(name) && !LEFT_BY_SYSTEMS.test(name))
    .filter((name) => !/^(README|LICEN[SC]E)/i.test(name))
    .map((name) => ({
      rank: 'reminder',
      file: name,
      message: `网站用不到它，请核对名称；可用的文件夹：catalogs、${PROSE_KINDS.join('、')}`,
    }));
}

/** What the entries of a folder name or show, published or not. */
function namedIn({ prose }: Content, kind: ProseKind): Set<string> {
  return new Set(
    prose[kind].entries.flatMap((entry: ProseEntry) => [
      ...namedFiles(kind, entry.data).map(({ file }) => file),
      ...linksIn(entry.body).map(({ target }) => decoded(target).replace(/^\.\//, '')),
    ]),
  );
}

/** Files of the content directory that no entry names, relative to it. */
export function unreferencedFiles(content: Content): string[] {
  return PROSE_KINDS.flatMap((kind) => {
    const path = join(content.directory, kind);
    if (!existsSync(path)) return [];
    const named = namedIn(content, kind);
    return readdirSync(path, { withFileTypes: true })
      .filter((item) => item.isFile() && !LEFT_BY_SYSTEMS.test(item.name))
      .filter(({ name }) => !/\.(md|markdown)$/i.test(name) && !named.has(name))
      .map(({ name }) => `${kind}/${name}`);
  });
}

function checkFolder(content: Content, kind: ProseKind): Problem[] {
  const { directory, prose } = content;
  const path = join(directory, kind);
  if (!existsSync(path)) return [];
  const { entries, slugs } = prose[kind];
  // What an unreadable entry names is not known.
  const sure = slugs.size === entries.length;
  const named = namedIn(content, kind);
  const problems: Problem[] = [];
  for (const item of readdirSync(path, { withFileTypes: true })) {
    const { name } = item;
    const file = `${kind}/${name}`;
    if (LEFT_BY_SYSTEMS.test(name) || (item.isFile() && name.endsWith('.md'))) continue;
    if (item.isFile() && /\.(md|markdown)$/i.test(name)) {
      const message = '扩展名请写成小写的 .md，否则网站看不到这一篇';
      problems.push({ rank: 'header', file, message });
    } else if (item.isDirectory()) {
      if ([...named].some((target) => target.startsWith(`${name}/`))) continue;
      const message = `子文件夹里的文件不会公布，请移到 ${kind} 文件夹里`;
      problems.push({ rank: 'reminder', file, message });
    } else if (sure && !named.has(name)) {
      problems.push({ rank: 'reminder', file, message: unnamedMessage(name, kind) });
    }
  }
  return problems;
}

function unnamedMessage(name: string, kind: ProseKind): string {
  const field = { downloads: 'file', news: 'attachments' }[kind as string];
  const toPublish = field
    ? `要公布，请写进 ${kind} 文件夹里某个 .md 的属性区（${field}）`
    : '要让人下载，请放进 downloads 或 news 文件夹，并写进 .md 的属性区';
  const isText = /\.(docx?|wps|rtf|txt|html?)$/i.test(name);
  const asText = isText ? '；文章的正文要写在 .md 文件里' : '';
  return `没有条目提到这个文件，不会公布。${toPublish}${asText}；不用了就删去`;
}
