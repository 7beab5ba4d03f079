import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type BuildAnswer, buildRelease } from '../../../scripts/build/build-release.ts';
import { filesBelow } from '../../../scripts/build/site-files.ts';

/** Inside the project: what is built there must find the packages it imports. */
const BUILDS = 'node_modules/.cache/small-banks';
/** Noon in China. */
export const TODAY = new Date('2026-11-22T04:00:00Z');
export const TOMORROW = new Date('2026-11-23T04:00:00Z');

/** A content directory with something of each kind, and a place for releases of its own. */
export interface SmallBank {
  directory: string;
  dist: string;
  put(file: string, text: string): void;
  change(file: string, from: string, to: string): void;
  remove(file: string): void;
  build(options?: { dist?: string; now?: Date; force?: boolean }): Promise<BuildAnswer>;
  /** A further place for releases. */
  newDist(): string;
  clear(): void;
}

export function smallBank(): SmallBank {
  mkdirSync(BUILDS, { recursive: true });
  const root = mkdtempSync(resolve(BUILDS, 'bank-'));
  const [directory, dist] = [join(root, 'content'), join(root, 'dist')];
  cpSync('tests/banks/shanghai', directory, { recursive: true });
  const bank: SmallBank = {
    directory,
    dist,
    put(file, text) {
      mkdirSync(resolve(directory, file, '..'), { recursive: true });
      writeFileSync(join(directory, file), text);
    },
    change(file, from, to) {
      const text = readFileSync(join(directory, file), 'utf8');
      if (!text.includes(from)) throw new Error(`${file}: no ${from}`);
      writeFileSync(join(directory, file), text.replace(from, to));
    },
    remove: (file) => rmSync(join(directory, file)),
    build: (options) =>
      buildRelease({
        ...{ directory, dist, siteUrl: 'https://bank.example.cn', now: TODAY },
        ...options,
      }),
    newDist: () => mkdtempSync(join(root, 'dist-')),
    clear: () => rmSync(root, { recursive: true, force: true }),
  };
  bank.change('catalogs/rules.csv', '证书原件|身份证件', '《转换申请表》|身份证件');
  bank.put('downloads/apply.csv', '一,二\n');
  bank.put('downloads/apply.md', download('转换申请表', 'apply.csv'));
  bank.put('news/old.md', notice('旧通知', 'publishedAt: 2026-11-01'));
  bank.put('news/till-today.md', notice('只到今天', 'expiresAt: 2026-11-22'));
  bank.put('news/from-tomorrow.md', notice('明天才有', 'publishedAt: 2026-11-23'));
  return bank;
}

export function notice(title: string, ...fields: string[]): string {
  const published = fields.some((field) => field.startsWith('publishedAt'));
  const lines = published ? fields : ['publishedAt: 2026-11-20', ...fields];
  return `---\ntitle: ${title}\ncategory: 通知公告\nsummary: ${title}的摘要。\nsource: 测试\n${lines.join('\n')}\n---\n\n${title}的正文。\n`;
}

export function download(title: string, file: string): string {
  return `---\ntitle: ${title}\ncategory: 申请表\nversion: '1'\nfile: ${file}\npublishedAt: 2026-11-20\nsource: 测试\n---\n\n说明。\n`;
}

/** The digest of every file that the public can fetch. */
export function siteOf(dist: string): Map<string, string> {
  const client = join(dist, 'client');
  return new Map(
    filesBelow(client).map((file) => {
      const bytes = readFileSync(join(client, file));
      return [file, createHash('sha256').update(bytes).digest('hex')];
    }),
  );
}
