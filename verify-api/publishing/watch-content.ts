import { chinaDate } from '#domain/china-date.ts';
import { base64url } from '#domain/credential.ts';
import type { ContentDependencies } from './content-dependencies.ts';
import { digestOfContent, stampOfContent } from './content-digest.ts';

export interface ContentWatch {
  /** Resolves once it knows what there is. */
  ready: Promise<void>;
  stop(): void;
}

const LOOK_EVERY_MS = 3_000;
const SYSTEM = { id: 'system', name: '系统' };

/**
 * Puts a publication into the queue when files of the content directory have changed by another door
 * (git, a copy, an import) and lie still, and one at the beginning of each day in China, for what
 * appears or ends with it.
 */
export function watchContent(
  deps: ContentDependencies,
  wake: () => void,
  lookEveryMs = LOOK_EVERY_MS,
): ContentWatch {
  let day = chinaDate(deps.clock());
  /** As it was when last dealt with. */
  let known: string | undefined;
  let before: string | undefined;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  async function look(): Promise<void> {
    const today = chinaDate(deps.clock());
    if (today !== day) {
      await deps.publications.add(newPublication(deps, 'daily', `daily-${today}`));
      day = today;
      wake();
    }
    const stamp = await stampOfContent(deps.contentDir);
    known ??= stamp;
    const still = stamp === before;
    before = stamp;
    if (stamp === known || !still || (await deps.publications.isRunning())) return;
    const changed =
      (await digestOfContent(deps.contentDir)) !== (await deps.publications.lastDigest());
    // What was written while its digest was taken is for the next look, or it would come twice.
    if ((await stampOfContent(deps.contentDir)) !== stamp) return;
    if (changed) {
      await deps.publications.add(newPublication(deps, 'outside', base64url(deps.random(9))));
      wake();
    }
    known = stamp;
  }

  const again = (): Promise<void> =>
    look()
      .catch((error: unknown) => {
        deps.log(`content could not be looked at: ${error instanceof Error ? error.name : ''}`);
      })
      .finally(() => {
        if (!stopped) timer = setTimeout(again, lookEveryMs).unref();
      });
  return {
    ready: again(),
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

const titles = { daily: '每天零点更新网站', outside: '内容目录有改动' };

function newPublication({ clock }: ContentDependencies, kind: 'daily' | 'outside', id: string) {
  const now = clock();
  return {
    id,
    kind,
    title: titles[kind],
    state: 'waiting' as const,
    requestedBy: SYSTEM.id,
    requestedByName: SYSTEM.name,
    requestedAt: now,
    dueAt: now,
    faults: [],
  };
}
