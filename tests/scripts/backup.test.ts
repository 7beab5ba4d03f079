import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  backup,
  type Environment,
  engines,
  expectAllAsBefore,
  fetchPdf,
  live,
  openRehearsal,
  type Past,
  restore,
  rowsOf,
} from '../support/backup-rehearsal.ts';
import { foundationKeys, foundationReports, loadFoundation } from '../support/stored-database.ts';

const { folder, cleanups, newMachine, start } = openRehearsal();

describe.each(engines)('a bank on %s', (engine) => {
  let past: Past;
  let environment: Environment;
  const file = () => path.join(folder, `${engine}.jxb`);

  test('is backed up with all it has', async () => {
    environment = await newMachine(engine);
    const { DATA_DIR = '', CONTENT_DIR = '' } = environment;
    await mkdir(CONTENT_DIR);
    await cp('content/bank.yaml', path.join(CONTENT_DIR, 'bank.yaml'));
    await mkdir(path.join(CONTENT_DIR, 'news'));
    await writeFile(path.join(CONTENT_DIR, 'news/一则.md'), '新闻');
    const main = await start(environment);
    past = await live(main, DATA_DIR);
    if (engine === 'pglite') {
      const refused = await backup(environment, file());
      expect(refused.code).toBe(1);
      expect(refused.said).toContain('请先停止它');
      await main.end('SIGTERM');
    }
    const done = await backup(environment, file());
    expect(done).toMatchObject({ code: 0, said: expect.stringContaining('报告 5 份') });
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).not.toContainEqual(expect.stringContaining('.part'));
    const bytes = await readFile(file());
    for (const secret of ['BEGIN PRIVATE KEY', 'masterKeys', '演示签发员', '浦东分部']) {
      expect(bytes.includes(secret), secret).toBe(false);
    }
    expect((await backup(environment, file())).said).toContain('已经存在，没有覆盖');
    const checked = await restore(environment, file(), '--check');
    expect(checked).toMatchObject({ code: 0, said: expect.stringContaining('备份完好') });
  }, 180_000);

  test.each(engines)(
    'lives on, restored to %s on another machine',
    async (target) => {
      const elsewhere = await newMachine(target);
      const restored = await restore(elsewhere, file());
      expect(restored.said).toContain('恢复完成');
      expect(restored.code).toBe(0);
      const { CONTENT_DIR = '', DATA_DIR = '' } = elsewhere;
      expect(await readFile(path.join(CONTENT_DIR, 'news/一则.md'), 'utf8')).toBe('新闻');
      expect((await stat(path.join(DATA_DIR, 'keys/data-key.json'))).mode & 0o777).toBe(0o600);
      const main = await start(elsewhere);
      expect(main.said()).not.toContain('正在签发演示报告');
      await expectAllAsBefore(main, past);
      const again = await restore(elsewhere, file());
      expect(again.code).toBe(1);
      expect(again.said).toMatch(target === 'postgres' ? /不是空的/ : /正被另一个进程/);
    },
    180_000,
  );
});

describe('a bank that still runs the first version', () => {
  test('is backed up as it is, and lives on in this one', async () => {
    const old = await loadFoundation();
    cleanups.push(old.remove);
    const before: Environment = { ...(await newMachine('pglite')), DATABASE_URL: old.url };
    await cp(foundationKeys, path.join(before['DATA_DIR'] ?? '', 'keys'), { recursive: true });
    const file = path.join(folder, 'foundation.jxb');
    const done = await backup(before, file);
    expect(done).toMatchObject({ code: 0, said: expect.stringContaining('共 6 张表') });

    const elsewhere: Environment = { ...(await newMachine('postgres')), CONTENT_DIR: 'content' };
    const restored = await restore(elsewhere, file);
    expect(restored).toMatchObject({ code: 0, said: expect.stringContaining('恢复完成') });
    const main = await start(elsewhere);
    const { number, code, pdfSha256 } = foundationReports.valid;
    const pdf = await fetchPdf(main, number, code);
    expect(createHash('sha256').update(pdf).digest('hex')).toBe(pdfSha256);
    const query = "select 1 from audit where action = 'backup-restored'";
    expect(await rowsOf(elsewhere['DATABASE_URL'] ?? '', query)).toHaveLength(1);
  }, 120_000);
});
