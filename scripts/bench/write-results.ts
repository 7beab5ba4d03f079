import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import path from 'node:path';

/** Writes `bench-results/{name}.json` with the machine it was measured on; returns the path. */
export function writeResults(name: string, results: object): string {
  const file = path.join('bench-results', `${name}.json`);
  mkdirSync(path.dirname(file), { recursive: true });
  const machine = {
    measuredAt: new Date().toISOString(),
    node: process.version,
    cpu: cpus()[0]?.model ?? '',
    cores: cpus().length,
    memoryBytes: totalmem(),
  };
  writeFileSync(file, `${JSON.stringify({ ...machine, ...results }, null, 2)}\n`);
  return file;
}

/** One promise of the product: whether what was measured keeps it. */
export interface Bar {
  what: string;
  measured: string;
  kept: boolean;
}

export function formatBar({ what, measured, kept }: Bar): string {
  return `${kept ? '达标' : '超出'}  ${what}：${measured}`;
}
