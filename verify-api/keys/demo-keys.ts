import { mkdtemp, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { makeDataKeyFile } from './data-key-file.ts';
import { makeDemoSigningKey } from './signing-key.ts';

export const demoKeyFiles = {
  signingKey: 'signing-key.json',
  pdfCert: 'pdf-certificate.pem',
  pdfKey: 'pdf-key.pem',
  dataKey: 'data-key.json',
  apiKey: 'bootstrap-api-key',
} as const;

export interface DemoKeyMakers {
  certificate: () => Promise<{ certPem: string; keyPem: string }>;
  random: (length: number) => Uint8Array;
}

/**
 * Makes all demonstration keys once. They are written beside their place and moved there together,
 * so that a crash or a second process leaves either none of them or one whole set.
 */
export async function makeDemoKeys(directory: string, makers: DemoKeyMakers): Promise<void> {
  const { certPem, keyPem } = await makers.certificate();
  const contents = {
    [demoKeyFiles.signingKey]: makeDemoSigningKey(),
    [demoKeyFiles.pdfCert]: certPem,
    [demoKeyFiles.pdfKey]: keyPem,
    [demoKeyFiles.dataKey]: makeDataKeyFile(makers.random),
    [demoKeyFiles.apiKey]: `${Buffer.from(makers.random(32)).toString('base64url')}\n`,
  };
  const draft = await mkdtemp(`${directory}.`);
  for (const [name, text] of Object.entries(contents)) {
    await writeDurably(path.join(draft, name), text);
  }
  await syncDirectory(draft);
  await moveUnlessThere(draft, directory);
  await syncDirectory(path.dirname(directory));
}

async function moveUnlessThere(draft: string, directory: string): Promise<void> {
  try {
    await rename(draft, directory);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error;
    await rm(draft, { recursive: true });
  }
}

async function writeDurably(file: string, text: string): Promise<void> {
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
