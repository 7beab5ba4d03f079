// Checks the content: `npm run content:check [-- directory]`. Exit code 1 on any fault.
import { relative, resolve } from 'node:path';
import { listedAddresses } from '../site/features/listed-addresses.ts';
import { checkContent } from '../site/loader/check-content.ts';
import { contentDirectory } from '../site/loader/content-directory.ts';
import { buildDay } from '../site/loader/is-published.ts';
import { formatProblems } from '../site/loader/problem.ts';

const [argument] = process.argv.slice(2);
const directory = argument ? resolve(argument) : contentDirectory();
const below = relative('.', directory) || '.';
const shown = below.startsWith('..') ? directory : below;

const { problems, reminders, counts } = checkContent(directory, buildDay(), {}, listedAddresses);
for (const line of formatProblems([...problems, ...reminders], shown)) console.error(line);
if (problems.length > 0) {
  console.error(`内容检查没有通过：${problems.length} 处需要修改。`);
  process.exitCode = 1;
} else {
  console.log(
    `内容检查通过：${counts.map(({ title, count }) => `${title} ${count}`).join('，')}。${
      reminders.length > 0 ? `另有 ${reminders.length} 处提醒，不妨碍发布。` : ''
    }`,
  );
}
