import { BlockList, isIP } from 'node:net';
import path from 'node:path';
import { z } from '#domain/chinese-schema.ts';
import { OperatorError } from '#domain/operator-error.ts';

export interface KeyFiles {
  signingKey: string;
  pdfCert: string;
  pdfKey: string;
  dataKey: string;
}

/** What the service is told at start; every path is absolute. */
export interface Config {
  production: boolean;
  host: string;
  port: number;
  /** An origin without a slash at its end, printed on paper: `https://bank.example.cn`. */
  siteUrl: string;
  dataDir: string;
  contentDir: string;
  /** Where the builds of the public site are; inside the project. */
  distDir: string;
  /** Undefined: the embedded database below `dataDir`. */
  databaseUrl: string | undefined;
  bootstrapApiKey: string | undefined;
  /** Undefined: demonstration keys below `dataDir`. */
  keyFiles: KeyFiles | undefined;
  trustedProxies: BlockList;
  /** By what programs that the service starts find others, and a place for what they need for a moment. */
  surroundings: Record<string, string>;
  /** Holds the passphrase of backups, for whoever makes them without a terminal. */
  backupPassphraseFile: string | undefined;
}

const PROJECT = path.join(import.meta.dirname, '..');

const keyFileNames = [
  'SIGNING_KEY_FILE',
  'PDF_CERT_FILE',
  'PDF_KEY_FILE',
  'DATA_KEY_FILE',
] as const;

const file = z
  .string()
  .optional()
  .transform((value) => (value === undefined ? undefined : path.resolve(value)));

const environmentSchema = z.object({
  NODE_ENV: z
    .enum(['production', 'development', 'test'], '只能是 production、development 或 test')
    .default('development'),
  HOST: z.string().default('127.0.0.1'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, '应为 1 到 65535 的端口号')
    .transform(Number)
    .refine((port) => port >= 1 && port <= 65535, '应为 1 到 65535 的端口号')
    .default(4321),
  SITE_URL: z.string().transform(origin).optional(),
  DATA_DIR: z.string().default('data').transform(absolute),
  CONTENT_DIR: z.string().default('content').transform(absolute),
  DIST_DIR: z.string().default('dist').transform(insideProject),
  DATABASE_URL: z
    .string()
    .refine((url) => /^postgres(ql)?:\/\//.test(url) && URL.canParse(url), {
      error: '应为 postgres:// 开头的数据库地址',
    })
    .optional(),
  BOOTSTRAP_API_KEY: z
    .string()
    .min(32, '至少 32 个字符')
    .regex(/^[\x21-\x7e]+$/, '只能用可见的 ASCII 字符，不能有空格')
    .optional(),
  SIGNING_KEY_FILE: file,
  PDF_CERT_FILE: file,
  PDF_KEY_FILE: file,
  DATA_KEY_FILE: file,
  TRUSTED_PROXIES: z.string().default('').transform(addressList),
  BACKUP_PASSPHRASE_FILE: file,
  PATH: z.string().optional(),
  TMPDIR: z.string().optional(),
  HOME: z.string().optional(),
});

/** Reads the environment; throws an OperatorError with one Chinese sentence for each fault. */
export function createConfig(
  environment: Record<string, string | undefined> = process.env,
): Config {
  const given = Object.entries(environment).filter(([, value]) => value?.trim());
  const parsed = environmentSchema.safeParse(Object.fromEntries(given));
  if (!parsed.success) {
    throw new OperatorError(
      parsed.error.issues.map(
        (issue) => `环境变量 ${issue.path.join('.')} 有误：${issue.message}。`,
      ),
    );
  }
  const env = parsed.data;
  const production = env.NODE_ENV === 'production';
  const faults = production ? productionFaults(env) : keyFileFaults(env);
  if (faults.length > 0) throw new OperatorError(faults);
  return {
    production,
    host: env.HOST,
    port: env.PORT,
    siteUrl: env.SITE_URL ?? `http://localhost:${env.PORT}`,
    dataDir: env.DATA_DIR,
    contentDir: env.CONTENT_DIR,
    distDir: env.DIST_DIR,
    databaseUrl: env.DATABASE_URL,
    bootstrapApiKey: env.BOOTSTRAP_API_KEY,
    keyFiles: keyFiles(env),
    trustedProxies: env.TRUSTED_PROXIES,
    surroundings: JSON.parse(
      JSON.stringify({ PATH: env.PATH, TMPDIR: env.TMPDIR, HOME: env.HOME }),
    ),
    backupPassphraseFile: env.BACKUP_PASSPHRASE_FILE,
  };
}

type Environment = z.output<typeof environmentSchema>;

function productionFaults(env: Environment): string[] {
  const faults = keyFileNames
    .filter((name) => env[name] === undefined)
    .map((name) => `生产模式必须设置 ${name}：演示密钥不能用于正式签发。`);
  if (env.DATABASE_URL === undefined) {
    faults.push('生产模式必须设置 DATABASE_URL：内置数据库断电可能丢失数据，只供演示。');
  }
  if (env.SITE_URL === undefined) {
    faults.push('生产模式必须设置 SITE_URL：这个网址会印在每份报告上。');
  } else if (!env.SITE_URL.startsWith('https:')) {
    faults.push('生产模式的 SITE_URL 必须以 https: 开头：这个网址会印在每份报告上。');
  } else if (isLocal(new URL(env.SITE_URL).hostname)) {
    faults.push('生产模式的 SITE_URL 不能指向本机：这个网址会印在每份报告上。');
  }
  return faults;
}

/** A real signing key beside a demonstration certificate would be neither one thing nor the other. */
function keyFileFaults(env: Environment): string[] {
  const missing = keyFileNames.filter((name) => env[name] === undefined);
  return missing.length === 0 || missing.length === keyFileNames.length
    ? []
    : [`四个密钥文件要么都设置，要么都不设置；现在缺少 ${missing.join('、')}。`];
}

function keyFiles(env: Environment): KeyFiles | undefined {
  const { SIGNING_KEY_FILE, PDF_CERT_FILE, PDF_KEY_FILE, DATA_KEY_FILE } = env;
  return SIGNING_KEY_FILE && PDF_CERT_FILE && PDF_KEY_FILE && DATA_KEY_FILE
    ? {
        signingKey: SIGNING_KEY_FILE,
        pdfCert: PDF_CERT_FILE,
        pdfKey: PDF_KEY_FILE,
        dataKey: DATA_KEY_FILE,
      }
    : undefined;
}

function absolute(directory: string): string {
  return path.resolve(directory);
}

/** Pages made on demand find the packages they use from where they lie. */
function insideProject(value: string, context: z.RefinementCtx): string {
  const directory = path.resolve(PROJECT, value);
  if (directory.startsWith(`${PROJECT}${path.sep}`)) return directory;
  context.addIssue(`应在程序所在的目录 ${PROJECT} 之内，如 dist`);
  return z.NEVER;
}

function origin(value: string, context: z.RefinementCtx): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol) && `${url.origin}/` === url.href) {
    return url.origin;
  }
  context.addIssue('应为完整网址，不带路径，如 https://bank.example.cn');
  return z.NEVER;
}

function isLocal(hostname: string): boolean {
  return /^(localhost|.*\.localhost|127\..*|0\.0\.0\.0|\[::1?\])$/.test(hostname);
}

function addressList(value: string, context: z.RefinementCtx): BlockList {
  const list = new BlockList();
  for (const entry of value.split(/[\s,]+/).filter(Boolean)) {
    const [address = '', prefix] = entry.split('/');
    const family = isIP(address);
    const bits = family === 4 ? 32 : 128;
    const length = prefix === undefined ? bits : Number(prefix || 'x');
    if (family === 0 || !Number.isInteger(length) || length < 0 || length > bits) {
      context.addIssue(`“${entry}”不是 IP 地址或网段，应如 10.0.0.1 或 10.0.0.0/8`);
      return z.NEVER;
    }
    list.addSubnet(address, length, family === 4 ? 'ipv4' : 'ipv6');
  }
  return list;
}
