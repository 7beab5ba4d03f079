/** `npm start`: builds what is stale, then runs the service in this process. */
import { OperatorError } from '#domain/operator-error.ts';
import { createConfig } from '../verify-api/config.ts';
import { currentRelease } from '../verify-api/publishing/releases.ts';
import { buildPlaces } from './build/build-places.ts';
import { buildSite } from './build-site.ts';

process.exitCode = 1;
if (isConfigured()) {
  if ((await buildSite({ keepRolledBack: true })) || hasEarlierSite()) {
    process.exitCode = 0;
    await import('../verify-api/main.ts');
  } else {
    console.error('网站没有生成，服务未启动；请按上面的提示修改后再运行 npm start。');
  }
}

/** A slip in a notice must not keep reports from being verified. */
function hasEarlierSite(): boolean {
  if (currentRelease(buildPlaces().dist) === undefined) return false;
  console.error('网站没有更新，先用上一次生成的，核验和签发照常；请按上面的提示修改内容。');
  return true;
}

/** A wrong setting is told at once, not after the build. */
function isConfigured(): boolean {
  try {
    createConfig();
    return true;
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error;
    for (const line of error.sentences) console.error(line);
    return false;
  }
}
