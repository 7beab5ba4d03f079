import { createHmac } from 'node:crypto';
import type { DataKeyFile } from './data-key-file.ts';
import { seal, unseal } from './seal.ts';

/** The data key of one report. `field` names what is sealed, `record` or `pdf`. */
export interface ReportKey {
  seal(field: string, plaintext: Uint8Array): Uint8Array;
  unseal(field: string, sealed: Uint8Array): Uint8Array;
}

/** Keeps the master keys; hands out the data key of a report, and keyed hashes for look-up. */
export interface Vault {
  /** A new data key and its wrapping under the current master key. */
  makeKey(number: string): { key: ReportKey; wrappedKey: Uint8Array; masterKeyVersion: string };
  /** Throws when this master key version is missing or did not wrap this key. */
  openKey(number: string, wrappedKey: Uint8Array, masterKeyVersion: string): ReportKey;
  /** HMAC-SHA256 of `text` for one `purpose`: equal texts are found, none can be read back. */
  keyedHash(purpose: string, text: string): Uint8Array;
  /** A value for each key that tells a wrong key file from the right one and nothing else. */
  checkValues(): Record<string, string>;
}

export function makeVault(file: DataKeyFile, random: (length: number) => Uint8Array): Vault {
  const { current, masterKeys, indexKey } = file;
  return {
    makeKey(number) {
      const dataKey = random(32);
      const wrappedKey = seal(
        masterKey(masterKeys, current),
        wrapContext(number, current),
        dataKey,
        random(12),
      );
      return { key: reportKey(number, dataKey, random), wrappedKey, masterKeyVersion: current };
    },
    openKey(number, wrappedKey, version) {
      const dataKey = unseal(
        masterKey(masterKeys, version),
        wrapContext(number, version),
        wrappedKey,
      );
      return reportKey(number, dataKey, random);
    },
    keyedHash: (purpose, text) => hmac(indexKey, `jixue/keyed-hash/v1/${purpose}\n${text}`),
    checkValues: () => ({
      index: checkValue(indexKey),
      ...Object.fromEntries(
        Object.entries(masterKeys).map(([version, key]) => [`master:${version}`, checkValue(key)]),
      ),
    }),
  };
}

function reportKey(number: string, key: Uint8Array, random: (n: number) => Uint8Array): ReportKey {
  const context = (field: string) => `jixue/seal/v1\n${number}\n${field}`;
  return {
    seal: (field, plaintext) => seal(key, context(field), plaintext, random(12)),
    unseal: (field, sealed) => unseal(key, context(field), sealed),
  };
}

function wrapContext(number: string, version: string): string {
  return `jixue/wrap/v1\n${number}\n${version}`;
}

function masterKey(keys: Record<string, Uint8Array>, version: string): Uint8Array {
  const key = Object.hasOwn(keys, version) ? keys[version] : undefined;
  if (key === undefined) throw new Error(`the data key file has no master key ${version}`);
  return key;
}

function checkValue(key: Uint8Array): string {
  return Buffer.from(hmac(key, 'jixue/key-check/v1')).toString('base64');
}

function hmac(key: Uint8Array, text: string): Uint8Array {
  return createHmac('sha256', key).update(text, 'utf8').digest();
}
