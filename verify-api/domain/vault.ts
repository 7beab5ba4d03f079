/** One data key, of a report or of what waits to be one; each `field` is sealed apart and opens nowhere else. */
export interface ReportKey {
  seal(field: string, plaintext: Uint8Array): Uint8Array;
  unseal(field: string, sealed: Uint8Array): Uint8Array;
}

/** A data key as the database keeps it. */
export interface WrappedKey {
  wrappedKey: Uint8Array;
  masterKeyVersion: string;
}

/** Keeps the master keys; hands out data keys, and keyed hashes for look-up. */
export interface Vault {
  /** A new data key and its wrapping under the current master key. `owner` is bound in: see `keyOwners`. */
  makeKey(owner: string): WrappedKey & { key: ReportKey };
  /** Throws when this master key version is missing or did not wrap this key. */
  openKey(owner: string, wrappedKey: Uint8Array, masterKeyVersion: string): ReportKey;
  /** The same data key under the current master key; what it has sealed stays as it is. */
  rewrapKey(owner: string, wrapped: WrappedKey): WrappedKey;
  /** HMAC-SHA256 of `text` for one `purpose`: equal texts are found, none can be read back. */
  keyedHash(purpose: string, text: string): Uint8Array;
  /** A value for each key that tells a wrong key file from the right one and nothing else. */
  checkValues(): Record<string, string>;
}

/** What a data key is bound to: moved to another row, it does not open. */
export const keyOwners = {
  report: (number: string) => number,
  prepared: (id: string) => `prepared:${id}`,
  batch: (id: string) => `batch:${id}`,
} as const;
export type KeyOwnerKind = keyof typeof keyOwners;
