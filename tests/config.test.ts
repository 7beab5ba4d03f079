import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { OperatorError } from '#domain/operator-error.ts';
import { createConfig } from '../verify-api/config.ts';

function faults(environment: Record<string, string | undefined>): readonly string[] {
  try {
    createConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof OperatorError) return error.sentences;
    throw error;
  }
}

const production = {
  NODE_ENV: 'production',
  SITE_URL: 'https://bank.example.cn',
  DATABASE_URL: 'postgres://jixue:secret@db.example.cn/jixue',
  SIGNING_KEY_FILE: '/etc/jixue/signing-key.json',
  PDF_CERT_FILE: '/etc/jixue/cert.pem',
  PDF_KEY_FILE: '/etc/jixue/key.pem',
  DATA_KEY_FILE: '/etc/jixue/data-key.json',
};

test('nothing set is a demonstration on this machine', () => {
  expect(createConfig({ SITE_URL: '', DATABASE_URL: ' ' })).toMatchObject({
    production: false,
    host: '127.0.0.1',
    port: 4321,
    siteUrl: 'http://localhost:4321',
    dataDir: path.resolve('data'),
    contentDir: path.resolve('content'),
    distDir: path.resolve('dist'),
    databaseUrl: undefined,
    keyFiles: undefined,
    bootstrapApiKey: undefined,
  });
  expect(createConfig({ PORT: '8080' }).siteUrl).toBe('http://localhost:8080');
});

test('everything set is taken as it is', () => {
  expect(
    createConfig({ ...production, SITE_URL: 'https://bank.example.cn/', HOST: '0.0.0.0' }),
  ).toMatchObject({
    production: true,
    host: '0.0.0.0',
    siteUrl: 'https://bank.example.cn',
    databaseUrl: production.DATABASE_URL,
    keyFiles: { signingKey: production.SIGNING_KEY_FILE, dataKey: production.DATA_KEY_FILE },
  });
});

test.each([
  ['PORT', '0'],
  ['PORT', '65536'],
  ['PORT', 'http'],
  ['DIST_DIR', '/var/www'],
  ['DIST_DIR', '../dist'],
  ['DIST_DIR', '.'],
  ['SITE_URL', 'bank.example.cn'],
  ['SITE_URL', 'https://bank.example.cn/bank'],
  ['SITE_URL', 'ftp://bank.example.cn'],
  ['SITE_URL', 'https://user@bank.example.cn'],
  ['DATABASE_URL', 'mysql://localhost/x'],
  ['BOOTSTRAP_API_KEY', 'short'],
  ['BOOTSTRAP_API_KEY', 'with a space in it 0123456789abcdefgh'],
  ['TRUSTED_PROXIES', 'localhost'],
  ['TRUSTED_PROXIES', '10.0.0.0/33'],
  ['TRUSTED_PROXIES', '10.0.0.0/'],
  ['NODE_ENV', 'prod'],
])('%s=%s is refused by name, in one sentence that does not quote secrets', (name, value) => {
  const [sentence, ...others] = faults({ [name]: value });
  expect(others).toEqual([]);
  expect(sentence).toMatch(new RegExp(`^环境变量 ${name} 有误：.+。$`));
  if (name === 'BOOTSTRAP_API_KEY') expect(sentence).not.toContain(value);
});

test('all faults are told at once', () => {
  expect(faults({ PORT: 'x', SITE_URL: 'x' })).toHaveLength(2);
});

test('some key files without the others are refused', () => {
  expect(faults({ SIGNING_KEY_FILE: 'a', PDF_CERT_FILE: 'b' })).toEqual([
    expect.stringContaining('PDF_KEY_FILE、DATA_KEY_FILE'),
  ]);
});

describe('production', () => {
  test.each(Object.keys(production).filter((name) => name !== 'NODE_ENV'))('needs %s', (name) => {
    const [sentence, ...others] = faults({ ...production, [name]: undefined });
    expect(others).toEqual([]);
    expect(sentence).toContain(`生产模式必须设置 ${name}`);
  });

  test.each([
    'http://bank.example.cn',
    'https://localhost',
    'https://localhost:8443',
    'https://127.0.0.1',
    'https://[::1]',
  ])('refuses SITE_URL=%s', (SITE_URL) => {
    expect(faults({ ...production, SITE_URL })).toEqual([
      expect.stringMatching(/^生产模式的 SITE_URL .+。$/),
    ]);
  });

  test('names each thing that is missing', () => {
    expect(faults({ NODE_ENV: 'production' })).toHaveLength(6);
  });
});
