import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findKeptFiles } from '../../verify-api/backup/kept-files.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'jixue-kept-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function write(...files: string[]): Promise<void> {
  for (const file of files) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), file);
  }
}

test('every key is kept, replaced ones too, and each file once, wherever the settings put it', async () => {
  await write(
    'data/demo.json',
    'data/content.git/HEAD',
    'data/staging/1-copy/bank.yaml',
    'data/keys/bootstrap-api-key',
    'data/keys.Ab12/half-made.json',
    'data/pglite/PG_VERSION',
    'data/pglite.lock',
    'data/secret/signing.json',
    'data/content/bank.yaml',
    'data/content/news/一则.md',
    'etc/cert.pem',
    'etc/key.pem',
    'etc/data.json',
    'etc/retired/data-key-1.json',
  );
  await symlink('/dev/null', path.join(folder, 'data/content/link.md'));
  const at = (file: string) => path.join(folder, file);
  const { files, left } = await findKeptFiles({
    dataDir: at('data'),
    contentDir: at('data/content'),
    keyFiles: {
      signingKey: at('data/secret/signing.json'),
      pdfCert: at('etc/cert.pem'),
      pdfKey: at('etc/key.pem'),
      dataKey: at('etc/data.json'),
    },
  });
  expect(files.map(({ area, path, file }) => [area, path, file.slice(folder.length + 1)])).toEqual([
    ['keys', 'signing-key.json', 'data/secret/signing.json'],
    ['keys', 'pdf-certificate.pem', 'etc/cert.pem'],
    ['keys', 'pdf-key.pem', 'etc/key.pem'],
    ['keys', 'data-key.json', 'etc/data.json'],
    ['keys', 'bootstrap-api-key', 'data/keys/bootstrap-api-key'],
    ['keys', 'retired/data-key-1.json', 'etc/retired/data-key-1.json'],
    ['data', 'content.git/HEAD', 'data/content.git/HEAD'],
    ['data', 'demo.json', 'data/demo.json'],
    ['content', 'bank.yaml', 'data/content/bank.yaml'],
    ['content', 'news/一则.md', 'data/content/news/一则.md'],
  ]);
  expect(left).toEqual([at('data/content/link.md')]);
});
