import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LockedError, takeProcessLock } from '../../verify-api/db/process-lock.ts';

const lockModule = path.resolve('verify-api/db/process-lock.ts');
const children: ChildProcess[] = [];
let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'jixue-lock-'));
  file = path.join(folder, 'pglite.lock');
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill();
  await rm(folder, { recursive: true });
});

/** Tries to take the lock in another process, which keeps it until this test ends; what it says. */
async function takeElsewhere(): Promise<string> {
  const script = `import { takeProcessLock } from ${JSON.stringify(lockModule)};
    try { takeProcessLock(${JSON.stringify(file)}); console.log('taken'); }
    catch (error) { console.log(error.name); }
    process.stdin.resume();`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', script]);
  children.push(child);
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  return said.toString().trim();
}

test('is taken once, given back and taken again', () => {
  const giveBack = takeProcessLock(file);
  expect(() => takeProcessLock(file)).toThrow(LockedError);
  giveBack();
  expect(existsSync(file)).toBe(false);
  takeProcessLock(file)();
});

test('names the process that holds it', () => {
  takeProcessLock(file);
  expect(() => takeProcessLock(file)).toThrow(expect.objectContaining({ pid: process.pid }));
});

test('keeps another process out', async () => {
  takeProcessLock(file);
  expect(await takeElsewhere()).toBe('LockedError');
});

test('of a dead process is reaped', () => {
  const { pid } = spawnSync(process.execPath, ['-e', '0']);
  const dead = { pid, startedAt: '1', token: 'x' };
  return writeFile(file, JSON.stringify(dead)).then(() => {
    takeProcessLock(file);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: process.pid });
  });
});

test('of a dead process whose id another one now has is reaped', async () => {
  await writeFile(file, JSON.stringify({ pid: process.pid, startedAt: '1', token: 'x' }));
  takeProcessLock(file)();
});

test('cut short by a power failure is reaped', async () => {
  await writeFile(file, '{"pid":');
  takeProcessLock(file)();
});

test('left by a dead process goes to exactly one of many', async () => {
  await writeFile(file, JSON.stringify({ pid: 2 ** 22 + 1, startedAt: '1', token: 'x' }));
  const said = await Promise.all(Array.from({ length: 8 }, takeElsewhere));
  expect(said.sort()).toEqual([...Array(7).fill('LockedError'), 'taken']);
  expect(await readdir(folder)).toEqual(['pglite.lock']);
});
