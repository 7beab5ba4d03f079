import { createHmac } from 'node:crypto';
import type { ReportKey, Vault } from '#domain/vault.ts';
import type { DataKeyFile } from './data-key-file.ts';
import { seal, unseal } from './seal.ts';

/**
 * @param reread answers the data key file again when it has changed since it was last read: a rotation
 *   adds a master key while services run, and they must read what is wrapped under it at once
 */
export function makeVault(
  file: DataKeyFile,
  random: (length: number) => Uint8Array,
  reread: () => DataKeyFile | undefined = () => undefined,
): Vault {
  const { indexKey } = file;
  let { current, masterKeys } = file;

  function adopt(): void {
    const changed = reread();
    if (changed === undefined || !isSuccessor(changed, file)) return;
    current = changed.current;
    masterKeys = { ...masterKeys, ...changed.masterKeys };
  }

  function masterKey(version: string): Uint8Array {
    if (!Object.hasOwn(masterKeys, version)) adopt();
    const key = Object.hasOwn(masterKeys, version) ? masterKeys[version] : undefined;
    if (key === undefined) throw new Error(`the data key file has no master key ${version}`);
    return key;
  }

  function wrap(owner: string, dataKey: Uint8Array) {
    const wrapContext = contextOf(owner, current);
    const wrappedKey = seal(masterKey(current), wrapContext, dataKey, random(12));
    return { wrappedKey, masterKeyVersion: current };
  }

  function unwrap(owner: string, wrappedKey: Uint8Array, version: string): Uint8Array {
    return unseal(masterKey(version), contextOf(owner, version), wrappedKey);
  }

  return {
    makeKey(owner) {
      adopt();
      const dataKey = random(32);
      return { key: reportKey(owner, dataKey, random), ...wrap(owner, dataKey) };
    },
    openKey: (owner, wrappedKey, version) =>
      reportKey(owner, unwrap(owner, wrappedKey, version), random),
    rewrapKey: (owner, { wrappedKey, masterKeyVersion }) =>
      wrap(owner, unwrap(owner, wrappedKey, masterKeyVersion)),
    keyedHash: (purpose, text) => hmac(indexKey, `jixue/keyed-hash/v1/${purpose}\n${text}`),
    checkValues: () => ({
      index: checkValue(indexKey),
      ...Object.fromEntries(
        Object.entries(masterKeys).map(([version, key]) => [`master:${version}`, checkValue(key)]),
      ),
    }),
  };
}

/** Another file altogether is no rotation: it may be adopted by a start alone, which checks it. */
function isSuccessor(changed: DataKeyFile, file: DataKeyFile): boolean {
  const same = (a: Uint8Array | undefined, b: Uint8Array) =>
    a === undefined || Buffer.compare(a, b) === 0;
  return (
    same(changed.indexKey, file.indexKey) &&
    Object.entries(file.masterKeys).every(([version, key]) =>
      same(changed.masterKeys[version], key),
    )
  );
}

function reportKey(owner: string, key: Uint8Array, random: (n: number) => Uint8Array): ReportKey {
  const context = (field: string) => `jixue/seal/v1\n${owner}\n${field}`;
  return {
    seal: (field, plaintext) => seal(key, context(field), plaintext, random(12)),
    unseal: (field, sealed) => unseal(key, context(field), sealed),
  };
}

function contextOf(owner: string, version: string): string {
  return `jixue/wrap/v1\n${owner}\n${version}`;
}

function checkValue(key: Uint8Array): string {
  return Buffer.from(hmac(key, 'jixue/key-check/v1')).toString('base64');
}

function hmac(key: Uint8Array, text: string): Uint8Array {
  return createHmac('sha256', key).update(text, 'utf8').digest();
}
