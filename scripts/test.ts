/** `npm test`: builds what is stale, then runs Vitest; further arguments go to Vitest. */
import { buildSite, run } from './build-site.ts';

const built = await buildSite();
const passed =
  built && (await run(['node_modules/vitest/vitest.mjs', 'run', ...process.argv.slice(2)]));
process.exitCode = passed ? 0 : 1;
