// The content's own program: the service starts it and asks over IPC (#domain/content-desk.ts).
import type { ContentDesk, DeskError, DeskReply, DeskRequest } from '#domain/content-desk.ts';
import { OperatorError } from '#domain/operator-error.ts';
import { listedAddresses } from '../site/features/listed-addresses.ts';
import { createContentDesk } from '../site/loader/desk/content-desk.ts';
import { buildPlaces } from './build/build-places.ts';
import { buildRelease } from './build/build-release.ts';
import { warmUp } from './build/live-bundle.ts';
import { previewEntry } from './build/preview-entry.ts';

const { directory, dist, siteUrl } = buildPlaces();
const desk = createContentDesk({
  listed: listedAddresses,
  previewEntry: (request) => previewEntry({ ...request, dist }),
  buildRelease: (request) => buildRelease({ ...request, dist, siteUrl }),
});

process.on('message', (message: DeskRequest) => {
  answer(message).then((reply) => process.send?.(reply));
});
process.on('disconnect', () => process.exit());
// Started beside a check of what is about to be published, the one for builds has a second to itself.
if (process.argv.includes('builds')) warmUp(directory, dist).catch(() => {});

async function answer({ id, call, request }: DeskRequest): Promise<DeskReply> {
  try {
    if (!Object.hasOwn(desk, call)) throw new Error(`no such call: ${call}`);
    const asked = desk[call] as (request: unknown) => ReturnType<ContentDesk[typeof call]>;
    return { id, answer: await asked(request) } as DeskReply;
  } catch (error) {
    return { id, error: told(error) };
  }
}

function told(error: unknown): DeskError {
  const { code } = error as NodeJS.ErrnoException;
  return {
    message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    ...(error instanceof OperatorError && { sentences: [...error.sentences] }),
    ...(typeof code === 'string' && { code }),
  };
}
