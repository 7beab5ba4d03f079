import fs, { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import git from 'isomorphic-git';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ContentHistory, openHistory } from '../../verify-api/publishing/content-history.ts';

let folder: string;
let contentDir: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'jixue-history-'));
  contentDir = path.join(folder, 'content');
  mkdirSync(path.join(contentDir, 'news'), { recursive: true });
  put('bank.yaml', 'name: x\n');
});
afterEach(() => rmSync(folder, { recursive: true }));

function put(file: string, text: string) {
  writeFileSync(path.join(contentDir, file), text);
}
const open = () => openHistory({ contentDir, dataDir: folder });
const at = new Date('2026-11-22T04:00:00Z');
const author = { id: 'staff:abc', name: '王敏' };
const textOf = async (gitdir: string, ref: string, filepath: string) => {
  const oid = await git.resolveRef({ fs, gitdir, ref });
  return Buffer.from((await git.readBlob({ fs, gitdir, oid, filepath })).blob).toString();
};

async function publish(history: ContentHistory, file: string, text: string | null) {
  const changes = [{ path: file, content: text === null ? null : Buffer.from(text) }];
  await history.recordBefore(changes, at);
  if (text === null) rmSync(path.join(contentDir, file));
  else put(file, text);
  await history.record({ changes, message: `发布：${text}\n\nReviewed-by: 李明\n`, author, at });
}

test('lies below the data directory where the content is no repository, and holds what was there', async () => {
  put('news/old.md', '以前的');
  const history = open();
  await publish(history, 'news/a.md', '一');
  put('news/a.md', '别处改的');
  await publish(history, 'news/a.md', '二');
  const changes = await history.listChanges('news/a.md');
  expect(changes.map(({ author: by, message }) => [by, message])).toEqual([
    ['王敏', '发布：二'],
    ['积学', '从别处改动：文件复制、导入或其他程序'],
    ['王敏', '发布：一'],
  ]);
  expect(changes[0]?.at).toBe('2026-11-22T04:00:00.000Z');
  const gitdir = path.join(folder, 'content.git');
  const [, outside] = changes;
  expect(await textOf(gitdir, outside?.sha ?? '', 'news/a.md')).toBe('别处改的');
  expect((await history.listChanges('news/old.md')).map(({ message }) => message)).toEqual([
    '开始记录内容的历史',
  ]);
  const log = await git.log({ fs, gitdir, depth: 1 });
  expect(log[0]?.commit.message).toContain('\nReviewed-by: 李明\n');
  expect(log[0]?.commit.author).toMatchObject({ email: 'abc@staff.invalid', timezoneOffset: -480 });

  await publish(history, 'news/a.md', null);
  rmSync(path.join(contentDir, 'news/old.md'));
  await publish(history, 'bank.yaml', 'name: y\n');
  expect(await git.listFiles({ fs, gitdir, ref: 'HEAD' })).toEqual(['bank.yaml']);
});

test('is the repository of the content where it is one, whose other work is left alone', async () => {
  await git.init({ fs, dir: contentDir, defaultBranch: 'main' });
  await git.add({ fs, dir: contentDir, filepath: 'bank.yaml' });
  const who = { name: '管理员', email: 'admin@example.org' };
  await git.commit({ fs, dir: contentDir, message: '开始', author: who });
  put('news/staged.md', '别人暂存的');
  await git.add({ fs, dir: contentDir, filepath: 'news/staged.md' });
  put('news/untracked.md', '别人没有加的');

  const history = open();
  await publish(history, 'news/a.md', '一');
  expect(fs.existsSync(path.join(folder, 'content.git'))).toBe(false);
  const log = await git.log({ fs, dir: contentDir });
  expect(log.map(({ commit }) => commit.message.split('\n')[0])).toEqual(['发布：一', '开始']);
  expect(await git.listFiles({ fs, dir: contentDir, ref: 'HEAD' })).toEqual([
    'bank.yaml',
    'news/a.md',
  ]);
  const states = Object.fromEntries(
    (await git.statusMatrix({ fs, dir: contentDir })).map(([file, ...state]) => [file, state]),
  );
  expect(states).toEqual({
    'bank.yaml': [1, 1, 1],
    'news/a.md': [1, 1, 1],
    'news/staged.md': [0, 2, 2],
    'news/untracked.md': [0, 2, 0],
  });

  // What nobody had committed is kept before it is replaced.
  put('news/a.md', '改了没有提交');
  await publish(history, 'news/a.md', '二');
  const changes = await history.listChanges('news/a.md');
  expect(changes.map(({ author: by }) => by)).toEqual(['王敏', '积学', '王敏']);
});

test('written twice is one commit, and an attempt cut short is nobody else’s', async () => {
  const history = open();
  const changes = [{ path: 'news/a.md', content: Buffer.from('一') }];
  put('news/a.md', '一');
  for (const _ of [1, 2]) {
    await history.recordBefore(changes, at);
    await history.record({ changes, message: '发布：一\n', author, at });
  }
  expect((await history.listChanges('news/a.md')).map(({ author: by }) => by)).toEqual(['王敏']);
});
