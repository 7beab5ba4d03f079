/** `npm run releases`: the builds of the public site that are kept, and the way back to one of them. */
import { listReleases, rollBack } from '../verify-api/publishing/releases.ts';
import { buildPlaces } from './build/build-places.ts';
import { runCommand } from './run-command.ts';

const HELP = `公开网站保留最近十版，换上哪一版，正在运行的服务一秒内就用哪一版：
  npm run releases                    列出各版
  npm run releases -- back            退回上一版
  npm run releases -- back <编号>     退回指定的一版
退回以后，npm start 不会重新生成；要用现在的内容，运行 npm run build。`;

const DIST = buildPlaces().dist;

await runCommand(async () => {
  const [command, id, ...rest] = process.argv.slice(2);
  if ((command !== undefined && command !== 'back') || rest.length > 0) {
    console.log(HELP);
    return 1;
  }
  if (command === 'back') console.log(`已退回 ${await rollBack(DIST, id)}。`);
  const releases = listReleases(DIST);
  if (releases.length === 0) console.log('还没有生成过网站（npm run build）。');
  for (const each of releases) console.log(`${each.id}${each.current ? '　正在使用' : ''}`);
  return 0;
});
