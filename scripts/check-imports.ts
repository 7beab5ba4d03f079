/**
 * Holds every import against the arrows of the architecture (README, code tour). Prints each
 * forbidden one as `file:line: why`; exits 1 when there is any. An argument names another root.
 */
import { glob, readFile } from 'node:fs/promises';
import path from 'node:path';

const root = path.resolve(process.argv[2] ?? '.');

/** Each room and the rooms it may look into; its own is always open. */
const ROOMS: Record<string, string[]> = {
  'verify-api/main.ts': [
    'http',
    'reports',
    'staff',
    'publishing',
    'pdf',
    'db',
    'keys',
    'config.ts',
    'domain',
  ].map(service),
  'verify-api/config.ts': [service('domain')],
  'verify-api/http': ['reports', 'staff', 'publishing', 'domain'].map(service),
  'verify-api/staff': ['pdf', 'log', 'db', 'domain'].map(service),
  'verify-api/publishing': ['pdf', 'log', 'db', 'domain'].map(service),
  'verify-api/reports': ['pdf', 'log', 'db', 'spreadsheet', 'domain'].map(service),
  'verify-api/backup': ['keys', 'db', 'domain'].map(service),
  'verify-api/keys': ['pdf', 'domain'].map(service),
  'verify-api/pdf': [service('domain')],
  'verify-api/log': ['db', 'domain'].map(service),
  'verify-api/db': [service('domain')],
  'verify-api/spreadsheet': [service('domain')],
  'verify-api/domain': [],
  'site/pages': ['site/features', 'site/loader', 'site/ui', service('domain')],
  'site/features': ['site/loader', 'site/ui', ...['spreadsheet', 'domain'].map(service)],
  'site/ui': ['site/loader', service('domain')],
  'site/loader': ['spreadsheet', 'domain'].map(service),
  'site/middleware': ['site/features', service('domain')],
  'scripts/build': ['site', 'verify-api'],
  'scripts/bench': ['site', 'verify-api', 'scripts/build'],
  scripts: ['verify-api', 'site', 'scripts/build', 'scripts/bench'],
  tests: ['verify-api', 'site', 'scripts/build', 'scripts/bench'],
};

/** Packages that one room keeps to itself. */
const OWNED: [packages: RegExp, room: string][] = [
  [/^(drizzle-orm|postgres|@electric-sql\/pglite)(\/|$)/, 'verify-api/db'],
  [/^better-auth(?!\/adapters\/drizzle)(\/|$)/, 'verify-api/staff'],
  [/^isomorphic-git(\/|$)/, 'verify-api/publishing'],
  [/^(pdf-lib|fontkit|pkijs|asn1js|@signpdf\/)/, 'verify-api/pdf'],
];

const found: string[] = [];
for await (const file of glob('{verify-api,site,scripts,tests}/**/*.{ts,mjs,astro}', {
  cwd: root,
})) {
  const text = await readFile(path.join(root, file), 'utf8');
  for (const { specifier, line } of imports(text)) {
    const why = objection(file, specifier);
    if (why !== undefined) found.push(`${file}:${line}: ${specifier}: ${why}`);
  }
}
for (const row of found.sort()) console.error(row);
console.log(
  found.length === 0
    ? '引用方向无误。'
    : `${found.length} 处引用违反架构方向（见 README 的代码导览）。`,
);
process.exitCode = found.length === 0 ? 0 : 1;

function service(name: string): string {
  return `verify-api/${name}`;
}

function imports(text: string): { specifier: string; line: number }[] {
  const pattern =
    /^\s*(?:import|export)\b[^'"`;]*?\bfrom\s*['"]([^'"]+)['"]|^\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm;
  return [...text.matchAll(pattern)].map((match) => ({
    specifier: match[1] ?? match[2] ?? match[3] ?? '',
    line: text.slice(0, match.index).split('\n').length + (match[0].match(/^\n*/)?.[0].length ?? 0),
  }));
}

function objection(file: string, specifier: string): string | undefined {
  const target = resolveInside(file, specifier);
  return target === undefined ? packageObjection(file, specifier) : roomObjection(file, target);
}

/** The path below the root that a specifier names, or undefined for a package. */
function resolveInside(file: string, specifier: string): string | undefined {
  const shared = /^#(domain|spreadsheet)\//.exec(specifier);
  if (shared) return `verify-api/${specifier.slice(1)}`;
  if (!specifier.startsWith('.')) return undefined;
  return path.join(path.dirname(file), specifier);
}

function roomObjection(file: string, target: string): string | undefined {
  const from = roomOf(file);
  const to = roomOf(target);
  if (from === to || from === undefined) return undefined;
  if (to === undefined)
    return isOpen(target) ? undefined : 'this place belongs to no room of the design';
  if (ROOMS[from]?.some((allowed) => to === allowed || to.startsWith(`${allowed}/`)))
    return undefined;
  return `${from} may not import ${to}`;
}

function packageObjection(file: string, specifier: string): string | undefined {
  const room = roomOf(file);
  // Benchmarks compare with the bare library.
  if (room === 'tests' || room === 'scripts/bench') return undefined;
  if (room === 'verify-api/domain' && !/^(zod|canonicalize)(\/|$)/.test(specifier)) {
    return 'the domain is pure: no Node, no packages but zod and canonicalize';
  }
  const owner = OWNED.find(([packages]) => packages.test(specifier));
  return owner !== undefined && owner[1] !== room
    ? `only ${owner[1]} may import this package`
    : undefined;
}

/** Files at the top (package.json, config files) are nobody's room and may be read by scripts and tests. */
function isOpen(target: string): boolean {
  return !target.includes('/');
}

function roomOf(file: string): string | undefined {
  return Object.keys(ROOMS)
    .filter((room) => file === room || file.startsWith(`${room}/`))
    .sort((a, b) => b.length - a.length)[0];
}
