import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  backup,
  type Environment,
  openRehearsal,
  PASSPHRASE,
  restore,
} from '../support/backup-rehearsal.ts';
import { runScript } from '../support/run-script.ts';
import { foundationKeys, loadFoundation } from '../support/stored-database.ts';

const { folder, cleanups, newMachine } = openRehearsal();
const file = path.join(folder, 'whole.jxb');

beforeAll(async () => {
  const old = await loadFoundation();
  cleanups.push(old.remove);
  const machine: Environment = { ...(await newMachine('pglite')), DATABASE_URL: old.url };
  await cp(foundationKeys, path.join(machine['DATA_DIR'] ?? '', 'keys'), { recursive: true });
  await mkdir(path.join(machine['CONTENT_DIR'] ?? '', 'news'), { recursive: true });
  await writeFile(path.join(machine['CONTENT_DIR'] ?? '', 'news/一则.md'), '新闻');
  expect(await backup(machine, file)).toMatchObject({ code: 0 });
});

describe('a backup that cannot be restored', () => {
  let elsewhere: Environment;
  const expectNothing = async () => {
    const { DATA_DIR = '', CONTENT_DIR = '' } = elsewhere;
    for (const directory of [DATA_DIR, CONTENT_DIR]) {
      expect(await readdir(directory).catch(() => [])).toEqual([]);
    }
  };

  test('leaves nothing behind', async () => {
    elsewhere = await newMachine('pglite');
    const wrong = await runScript('restore', [file], {
      environment: elsewhere,
      input: 'another passphrase\n',
    });
    expect(wrong).toMatchObject({ code: 1, said: expect.stringContaining('口令不对') });

    const bytes = await readFile(file);
    const altered = path.join(folder, 'altered.jxb');
    const flipped = Buffer.from(bytes);
    flipped[bytes.length >> 1] = (flipped[bytes.length >> 1] as number) ^ 1;
    const cases: [Uint8Array, RegExp][] = [
      [bytes.subarray(0, -1), /不完整，或者被改动过/],
      [bytes.subarray(0, 1000), /开头已损坏/],
      [flipped, /不完整，或者被改动过/],
      [Buffer.from('PK nothing of ours'), /不是积学的备份/],
      [Buffer.from('JIXUE BACKUP 2\n'), /更新版本的程序/],
      [Buffer.from(bytes.toString('latin1').replace('"rows":5', '"rows":6'), 'latin1'), /口令不对/],
    ];
    for (const [content, sentence] of cases) {
      await writeFile(altered, content);
      const refused = await restore(elsewhere, altered);
      expect(refused.code).toBe(1);
      expect(refused.said).toMatch(sentence);
      expect(refused.said).not.toContain('    at ');
    }
    expect((await restore(elsewhere, path.join(folder, 'nowhere'))).said).toContain('ENOENT');
    await expectNothing();
  }, 180_000);

  test('because another key lies in its place names it', async () => {
    elsewhere = await newMachine('pglite');
    const keys = path.join(elsewhere['DATA_DIR'] ?? '', 'keys');
    await mkdir(keys, { recursive: true });
    await writeFile(path.join(keys, 'data-key.json'), 'another');
    const refused = await restore(elsewhere, file);
    expect(refused).toMatchObject({ code: 1, said: expect.stringContaining('data-key.json') });
    expect(await readdir(elsewhere['DATA_DIR'] ?? '')).toEqual(['keys']);
    expect(await readFile(path.join(keys, 'data-key.json'), 'utf8')).toBe('another');
  }, 60_000);
});

describe('content that is there already', () => {
  test('stays, or is moved aside when asked', async () => {
    const elsewhere = await newMachine('pglite');
    const { CONTENT_DIR = '', DATA_DIR = '' } = elsewhere;
    await mkdir(CONTENT_DIR);
    await writeFile(path.join(CONTENT_DIR, 'own.md'), '自己的');
    const kept = await restore(elsewhere, file);
    expect(kept).toMatchObject({ code: 0, said: expect.stringContaining('--content') });
    expect(await readdir(CONTENT_DIR)).toEqual(['own.md']);

    await rm(path.join(DATA_DIR, 'pglite'), { recursive: true });
    const replaced = await restore(elsewhere, file, '--content');
    expect(replaced.said).toMatch(/原有的内容已移到/);
    expect((await readdir(CONTENT_DIR)).toSorted()).toEqual(['news']);
    const [aside = ''] = (await readdir(path.dirname(CONTENT_DIR))).filter((name) =>
      name.startsWith('content.before-restore-'),
    );
    expect(await readdir(path.join(path.dirname(CONTENT_DIR), aside))).toEqual(['own.md']);
  }, 120_000);
});

test('without a passphrase, or with a short one, nothing is written', async () => {
  const environment = await newMachine('pglite');
  const file = path.join(folder, 'never.jxb');
  const none = await runScript('backup', [file], { environment });
  expect(none).toMatchObject({ code: 1, said: expect.stringContaining('BACKUP_PASSPHRASE_FILE') });
  const short = await runScript('backup', [file], { environment, input: 'short\n' });
  expect(short).toMatchObject({ code: 1, said: expect.stringContaining('口令太短') });
  const secret = path.join(folder, 'passphrase');
  await writeFile(secret, `${PASSPHRASE}\n`);
  const nothing = await runScript('backup', [file], {
    environment: { ...environment, BACKUP_PASSPHRASE_FILE: secret },
  });
  expect(nothing).toMatchObject({ code: 1, said: expect.stringContaining('没有内置数据库') });
  expect(await readdir(folder)).not.toContain('never.jxb');
});
