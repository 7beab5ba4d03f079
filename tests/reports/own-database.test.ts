import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SettingsStore } from '../../verify-api/db/settings-store.ts';
import { recogniseDatabase, requireOwnDatabase } from '../../verify-api/reports/own-database.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'jixue-own-'));
});
afterAll(() => rm(folder, { recursive: true }));

function settingsOf(entries: [string, string][] = []) {
  const settings = new Map(entries);
  const store = {
    all: async () => new Map(settings),
    settle: async (key: string, value: string) => {
      if (!settings.has(key)) settings.set(key, value);
      return settings.get(key) ?? value;
    },
  };
  return { settings, store: store as unknown as SettingsStore };
}

let made = 0;
async function recognise(
  { store }: ReturnType<typeof settingsOf>,
  { production = true, name = 'database-id' } = {},
): Promise<string[]> {
  const said: string[] = [];
  made += 1;
  await recogniseDatabase(store, {
    file: path.join(folder, name),
    dataDir: folder,
    production,
    newId: `id-${made}`,
    say: (line) => said.push(line),
  });
  return said;
}
const claimed: [string, string][] = [['key-check:index', 'check']];

test('a first start says that the database is empty, later ones know it again', async () => {
  const database = settingsOf();
  expect(await recognise(database)).toEqual([expect.stringContaining('首次启用')]);
  database.settings.set(...(claimed[0] as [string, string]));
  expect(await recognise(database)).toEqual([]);
  expect((await readFile(path.join(folder, 'database-id'), 'utf8')).trim()).toBe('id-1');
});

test.each([
  ['an empty database', settingsOf(), /一个空数据库/],
  ['another bank’s database', settingsOf(claimed), /另一个数据库/],
])(
  '%s in place of yesterday’s is refused in production, until told',
  async (_, other, sentence) => {
    await expect(recognise(other)).rejects.toThrow(sentence);
    expect(other.settings.has('database-id')).toBe(false);
    expect(await recognise(other, { production: false, name: 'database-id' })).toEqual([
      expect.stringMatching(sentence),
    ]);
    await writeFile(path.join(folder, 'database-id'), 'id-1\n');
    await rm(path.join(folder, 'database-id'));
    await recognise(other);
    await writeFile(path.join(folder, 'database-id'), 'id-1\n');
  },
);

test('a database of before this was remembered is taken as it is', async () => {
  expect(await recognise(settingsOf(claimed), { name: 'new-machine' })).toEqual([]);
});

test('where nothing can be remembered it is said', async () => {
  const said = await recognise(settingsOf(claimed), { name: 'no/such/folder' });
  expect(said).toEqual([expect.stringMatching(/无法写入 .*no\/such\/folder/)]);
});

test('a command for keys wants the database of these keys', async () => {
  const checks = { index: 'check' };
  await requireOwnDatabase(settingsOf(claimed).store, checks);
  await expect(requireOwnDatabase(settingsOf().store, checks)).rejects.toThrow(/还没有用过/);
  await expect(
    requireOwnDatabase(settingsOf([['key-check:index', 'other']]).store, checks),
  ).rejects.toThrow(/不是这些密钥/);
});
