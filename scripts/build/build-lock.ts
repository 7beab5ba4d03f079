import path from 'node:path';
import { LockedError, takeProcessLock } from '../../verify-api/db/process-lock.ts';

/** One build at a time below `dist`: waits while another is under way. Returns what ends it. */
export async function lockBuild(
  dist: string,
  onProgress: (line: string) => void,
): Promise<() => void> {
  for (let told = false; ; told = true) {
    try {
      return takeProcessLock(path.join(dist, 'building.lock'));
    } catch (error) {
      if (!(error instanceof LockedError)) throw error;
      if (!told) onProgress('另一次生成正在进行，等它完成……');
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}
