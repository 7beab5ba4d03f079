/** `npm run check`: types, lint, forbidden imports and content, each run even when one before it failed. */
import { run } from './build-site.ts';

const checks: [name: string, args: string[]][] = [
  ['类型', ['node_modules/astro/bin/astro.mjs', 'check', '--minimumFailingSeverity', 'error']],
  [
    '格式与规范',
    ['node_modules/@biomejs/biome/bin/biome', 'ci', '--error-on-warnings', '--colors=off', '.'],
  ],
  ['引用方向', ['scripts/check-imports.ts']],
  ['内容', ['scripts/content-check.ts']],
];

const failed: string[] = [];
for (const [name, args] of checks) {
  console.log(`\n检查：${name}`);
  if (!(await run(args))) failed.push(name);
}
console.log(failed.length === 0 ? '\n全部检查通过。' : `\n未通过：${failed.join('、')}`);
process.exitCode = failed.length === 0 ? 0 : 1;
