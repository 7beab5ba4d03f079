import { readFileSync, statSync } from 'node:fs';
import { type DataKeyFile, parseDataKeyFile } from './data-key-file.ts';

/**
 * Answers the data key file each time it has been replaced since the last call. One that is away or
 * broken is passed over: what was read at the start stays good.
 */
export function watchDataKeyFile(file: string): () => DataKeyFile | undefined {
  let seen = stampOf(file);
  return () => {
    const stamp = stampOf(file);
    if (stamp === seen) return undefined;
    seen = stamp;
    try {
      return parseDataKeyFile(readFileSync(file, 'utf8'), file);
    } catch {
      return undefined;
    }
  };
}

function stampOf(file: string): string {
  const stat = statSync(file, { bigint: true, throwIfNoEntry: false });
  return stat === undefined ? '' : `${stat.ino} ${stat.mtimeNs} ${stat.size}`;
}
