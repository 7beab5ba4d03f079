/** Program: builds a release of content that has been checked; `--force`: everything anew. */
import { describeFailure } from './build-faults.ts';
import { buildPlaces } from './build-places.ts';
import { buildRelease } from './build-release.ts';

try {
  const answer = await buildRelease({
    ...buildPlaces(),
    force: process.argv.includes('--force'),
    onProgress: (line) => console.log(line),
  });
  if ('faults' in answer) {
    for (const line of answer.faults) console.error(line);
    process.exitCode = 1;
  } else {
    console.log(`网站已生成：${answer.release}，新画 ${answer.drawn} 页。`);
  }
} catch (error) {
  console.error(describeFailure(error));
  process.exitCode = 1;
}
