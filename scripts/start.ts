/** `npm start`: builds what is stale, then runs the service in this process. */
import { buildSite } from './build-site.ts';

if (await buildSite()) {
  await import('../verify-api/main.ts');
} else {
  console.error('网站没有生成，服务未启动；请按上面的提示修改后再运行 npm start。');
  process.exitCode = 1;
}
