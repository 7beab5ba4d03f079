import { relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Loader, LoaderContext } from 'astro/loaders';
import { contentDirectory } from './content-directory.ts';
import { readProse } from './read-prose.ts';
import type { ProseKind } from './schemas/prose.ts';
import { stopOnProblems } from './stop-on-problems.ts';

/** Astro loader of one folder of Markdown entries: an entry a file, its id the file name. */
export function proseLoader(kind: ProseKind): Loader {
  return {
    name: `prose-${kind}`,
    load: (context) =>
      loadAndWatch(context, kind, async (directory) => {
        const { entries, slugs, problems } = readProse(directory, kind);
        stopOnProblems(problems, directory);
        for (const id of context.store.keys()) if (!slugs.has(id)) context.store.delete(id);
        const root = fileURLToPath(context.config.root);
        for (const { body, ...data } of entries) {
          const path = resolve(directory, data.file);
          const digest = context.generateDigest({ path, body, data });
          const known = context.store.get(data.slug);
          // The list of pictures is rebuilt on every run, so an entry with pictures is set anew.
          if (known?.digest === digest && !known.assetImports) continue;
          context.store.delete(data.slug);
          const rendered = await context.renderMarkdown(body, { fileURL: pathToFileURL(path) });
          const assetImports = rendered.metadata?.imagePaths;
          context.store.set({
            id: data.slug,
            data: { ...data },
            body,
            digest,
            rendered,
            filePath: relative(root, path),
            ...(assetImports && { assetImports }),
          });
        }
      }),
  };
}

async function loadAndWatch(
  { watcher, logger }: LoaderContext,
  path: string,
  load: (directory: string) => Promise<void>,
): Promise<void> {
  const directory = contentDirectory();
  await load(directory);
  if (!watcher) return;
  const watched = resolve(directory, path);
  watcher.add(watched);
  const reload = (changed: string) => {
    if (changed !== watched && !changed.startsWith(`${watched}/`)) return;
    load(directory).catch((error: Error) => logger.error(error.message));
  };
  watcher.on('change', reload);
  watcher.on('add', reload);
  watcher.on('unlink', reload);
}
