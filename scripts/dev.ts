/**
 * `npm run dev`: the site in Astro's watch mode on port 4321, the service in Node's on 4322.
 * Pages that ask the service reach it through Astro's proxy.
 */
import { spawn } from 'node:child_process';

const service = spawn(process.execPath, ['--watch', 'verify-api/main.ts'], {
  stdio: 'inherit',
  env: { ...process.env, PORT: '4322', SITE_URL: 'http://localhost:4321' },
});
const site = spawn(
  process.execPath,
  ['node_modules/astro/bin/astro.mjs', 'dev', '--port', '4321'],
  {
    stdio: 'inherit',
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
  },
);

const children = [service, site];
const stop = () => {
  for (const child of children) child.kill('SIGTERM');
};
process.on('SIGINT', stop);
process.on('SIGTERM', stop);
for (const child of children) child.on('exit', stop);
