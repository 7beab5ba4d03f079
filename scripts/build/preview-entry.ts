import path from 'node:path';
import { OperatorError } from '#domain/operator-error.ts';
import { readProse } from '../../site/loader/read-prose.ts';
import { withReading } from '../../site/loader/reading.ts';
import { entityPath, prosePath } from '../../site/loader/routes.ts';
import type { ProseKind } from '../../site/loader/schemas/prose.ts';
import { sentencesOf } from './build-faults.ts';
import { openLiveBundle, readingOf } from './live-bundle.ts';
import type { Bundle, Drawable } from './open-bundle.ts';

export interface PreviewRequest {
  /** Absolute path of a content directory in which the entry lies, published or not. */
  directory: string;
  kind: ProseKind;
  slug: string;
  dist: string;
  /** Now, unless a test says otherwise. */
  now?: Date;
}

/**
 * The page of an entry as the public would see it, drawn by the code of the live release: its own page,
 * or for what has none (help, downloads, regulations of a node) the page on which it stands. Throws
 * OperatorError in words for an editor.
 */
export async function previewEntry(request: PreviewRequest): Promise<{ html: string }> {
  const { directory, kind, slug, dist } = request;
  const live = await openLiveBundle(dist);
  if (!live) throw new OperatorError('网站还没有生成，不能预览；请先运行 npm run build。');
  const { bundle, frame } = live;
  const pathname = pathOf(request);
  const reading = await readingOf({ ...request, frame, preview: { kind, slug } });
  try {
    const html = await bundle.alone(() =>
      withReading(reading, async () => {
        const page = await findPage(bundle, pathname);
        if (!page) throw new OperatorError(`没有地址为 ${pathname} 的页面，不能预览。`);
        return (await bundle.draw(page)).toString('utf8');
      }),
    );
    return { html };
  } catch (error) {
    const { code, path: missing } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && missing?.startsWith(directory)) {
      throw new OperatorError(`找不到文件「${path.basename(missing)}」，请先上传，再看预览。`);
    }
    const sentences = sentencesOf(error);
    throw sentences === undefined ? error : new OperatorError(sentences);
  }
}

function pathOf({ directory, kind, slug }: PreviewRequest): string {
  const path = prosePath(kind, slug).replace(/#.*/, '');
  if (kind !== 'nodes') return path;
  const entry = readProse(directory, 'nodes').entries.find((each) => each.slug === slug);
  return entry ? entityPath('nodes', entry.data.node) : path;
}

async function findPage(bundle: Bundle, pathname: string): Promise<Drawable | undefined> {
  const bare = (path: string) => path.replace(/\/$/, '');
  for (const route of bundle.routes) {
    if (!route.pattern.test(pathname)) continue;
    const page = (await bundle.list(route)).find((each) => bare(each.pathname) === bare(pathname));
    if (page) return page;
  }
  return undefined;
}
