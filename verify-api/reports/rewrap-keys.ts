import type { ActorName } from '#domain/actor.ts';
import { keyOwners, type Vault } from '#domain/vault.ts';
import { keyOwnerKinds, type WrappedKeyStore } from '../db/wrapped-key-store.ts';

const AT_ONCE = 200;

/**
 * Wraps every data key under the master key `current`, a few in each transaction. Cut short, it goes on
 * where it stopped when it is run again; services that hold both master keys notice nothing.
 * @param onStep is told how many have been wrapped anew so far
 */
export async function rewrapKeys(
  deps: { keys: WrappedKeyStore; vault: Vault; clock: () => Date },
  { current, actor, onStep }: { current: string; actor: ActorName; onStep: (keys: number) => void },
): Promise<number> {
  let rewrapped = 0;
  for (const kind of keyOwnerKinds) {
    for (let after = ''; ; ) {
      const outdated = await deps.keys.listOutdated(kind, current, { after, limit: AT_ONCE });
      const last = outdated.at(-1);
      if (last === undefined) break;
      after = last.id;
      const keys = outdated.map((old) => ({
        old,
        wrapped: deps.vault.rewrapKey(keyOwners[kind](old.id), old),
      }));
      rewrapped += await deps.keys.replace(kind, keys);
      onStep(rewrapped);
    }
  }
  if (rewrapped > 0) {
    await deps.keys.append({
      at: deps.clock(),
      actor,
      action: 'keys-rewrapped',
      detail: { version: current, keys: rewrapped },
    });
  }
  return rewrapped;
}
