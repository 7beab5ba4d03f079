/**
 * Program: builds a release, everything anew, and writes to a file as JSON how much CPU each part took,
 * child processes included. Arguments: content directory, where releases go, the file.
 */
import { writeFileSync } from 'node:fs';
import { type BuildPart, buildRelease } from '../build/build-release.ts';
import { cpuSecondsOf } from './measure-process.ts';

/** CPU seconds by part; they add up. */
export type PartTimes = Record<string, number>;

const NAMES: Record<BuildPart, string> = {
  compared: '启动、读文件',
  bundled: '打包',
  drawn: '建目录、画页面、写文件',
  indexed: '站点地图、全文检索（Pagefind）',
  live: '收尾',
};

if (import.meta.main) {
  const [directory, dist, file] = process.argv.slice(2);
  if (!directory || !dist || !file)
    throw new Error('usage: timed-build.ts <content> <dist> <file>');
  const parts: PartTimes = {};
  let last = 0;
  const answer = await buildRelease({
    directory,
    dist,
    siteUrl: 'https://bank.example.org',
    force: true,
    onPart: (part) => {
      const now = cpuSecondsOf(process.pid);
      parts[NAMES[part]] = now - last;
      last = now;
    },
  });
  if ('faults' in answer) throw new Error(answer.faults.join('\n'));
  writeFileSync(file, JSON.stringify(parts));
}
