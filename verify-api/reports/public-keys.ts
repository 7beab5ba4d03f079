import type { SettingsStore } from '../db/settings-store.ts';

/** A JWK set (RFC 7517 section 5) of every key that ever signed; `demo` marks worthless ones. */
export interface PublicKeys {
  keys: Record<string, unknown>[];
}

export async function readPublicKeys(
  store: Pick<SettingsStore, 'signingKeys'>,
): Promise<PublicKeys> {
  const rows = await store.signingKeys();
  return { keys: rows.map(({ publicJwk, demo }) => (demo ? { ...publicJwk, demo } : publicJwk)) };
}
