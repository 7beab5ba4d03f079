import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { OperatorError } from '#domain/operator-error.ts';
import type { Vault } from '#domain/vault.ts';
import { parseDataKeyFile } from './data-key-file.ts';
import { type DemoKeyMakers, demoKeyFiles, makeDemoKeys } from './demo-keys.ts';
import { type PdfCertificate, parsePdfCertificate } from './pdf-certificate.ts';
import { parseSigningKey, type SigningKey } from './signing-key.ts';
import { makeVault } from './vault.ts';
import { watchDataKeyFile } from './watch-data-key-file.ts';

export interface Keys {
  signing: SigningKey;
  certificate: PdfCertificate;
  vault: Vault;
  /** True when any of them is a demonstration key. */
  demo: boolean;
  /** Where the issuer key made for a demonstration lies, and the key. */
  demoApiKey: { file: string; key: string } | undefined;
}

export interface KeyLocations {
  production: boolean;
  dataDir: string;
  keyFiles: { signingKey: string; pdfCert: string; pdfKey: string; dataKey: string } | undefined;
}

/** Reads the keys from the files that are set, or makes demonstration keys below `dataDir` once. */
export async function loadKeys(
  locations: KeyLocations,
  makers: DemoKeyMakers & { onMake?: () => void },
): Promise<Keys> {
  const { production, keyFiles, dataDir } = locations;
  const directory = path.join(dataDir, 'keys');
  if (keyFiles === undefined && !existsSync(directory)) {
    makers.onMake?.();
    await makeDemoKeys(directory, makers);
  }
  const files = keyFilesOf(locations);
  const dataKey = parseDataKeyFile(await read(files.dataKey), files.dataKey);
  const signing = parseSigningKey(await read(files.signingKey), files.signingKey);
  const certificate = parsePdfCertificate(await read(files.pdfCert), await read(files.pdfKey), {
    cert: files.pdfCert,
    key: files.pdfKey,
  });
  if (production) {
    refuseDemo({
      SIGNING_KEY_FILE: signing.demo,
      PDF_CERT_FILE: certificate.demo,
      DATA_KEY_FILE: dataKey.demo,
    });
  }
  return {
    signing,
    certificate,
    vault: makeVault(dataKey, makers.random, watchDataKeyFile(files.dataKey)),
    demo: signing.demo || certificate.demo || dataKey.demo,
    demoApiKey: keyFiles === undefined ? await readApiKey(directory) : undefined,
  };
}

function refuseDemo(marks: Record<string, boolean>): void {
  const faults = Object.entries(marks)
    .filter(([, demo]) => demo)
    .map(([name]) => `${name} 是演示密钥，生产模式不能使用；请换成正式密钥。`);
  if (faults.length > 0) throw new OperatorError(faults);
}

/** Where the keys lie: as the settings say, or below `dataDir`. */
export function keyFilesOf({ keyFiles, dataDir }: Omit<KeyLocations, 'production'>) {
  if (keyFiles !== undefined) return keyFiles;
  const directory = path.join(dataDir, 'keys');
  const { signingKey, pdfCert, pdfKey, dataKey } = demoKeyFiles;
  return {
    signingKey: path.join(directory, signingKey),
    pdfCert: path.join(directory, pdfCert),
    pdfKey: path.join(directory, pdfKey),
    dataKey: path.join(directory, dataKey),
  };
}

async function readApiKey(directory: string): Promise<{ file: string; key: string }> {
  const file = path.join(directory, demoKeyFiles.apiKey);
  return { file, key: (await read(file)).trim() };
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new OperatorError(`无法读取密钥文件 ${file}（${code}）。`);
  }
}
