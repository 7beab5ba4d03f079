/** `npm run build`: the public site into dist/, only when something it is made of has changed. */
import { buildSite } from './build-site.ts';

process.exitCode = (await buildSite({ force: process.argv.includes('--force') })) ? 0 : 1;
