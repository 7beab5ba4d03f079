import { writeFileSync } from 'node:fs';
import type { AstroIntegration, AstroPrerenderer } from 'astro';

/** CPU seconds by what the build was doing; several entries of one name are added up. */
export type PartTimes = Record<string, number>;

/**
 * Astro integration that notes how much CPU each part of a build takes and writes it to a file as
 * JSON at the end. Put it last, so that what other integrations do is counted.
 */
export function partTimes(file: string): AstroIntegration {
  const parts: PartTimes = {};
  const add = (part: string, seconds: number) => {
    parts[part] = (parts[part] ?? 0) + seconds;
  };
  let last = 0;
  /** All threads since the last note. */
  const note = (part: string) => {
    const now = secondsOf(process.cpuUsage());
    add(part, now - last);
    last = now;
  };
  /**
   * What drawing each page takes, with the compiling and collecting that goes on meanwhile. Asked of
   * all threads: Linux counts a running thread's own time late, at its next tick or rest. Read to
   * its end, as a page is drawn while it is read.
   */
  const noted = (prerenderer: AstroPrerenderer): AstroPrerenderer => ({
    ...prerenderer,
    getStaticPaths: async () => {
      note('打包');
      const paths = await prerenderer.getStaticPaths();
      note('建目录、列页面');
      return paths;
    },
    render: async (request, options) => {
      const start = secondsOf(process.cpuUsage());
      const result = await prerenderer.render(request, options);
      const response = result instanceof Response ? result : result.response;
      const body = response.body && (await response.arrayBuffer());
      const seconds = secondsOf(process.cpuUsage()) - start;
      add(partOf(options.routeData.component), seconds);
      add(WRITING, -seconds);
      return new Response(body, response);
    },
  });
  let usePrerenderer: (prerenderer: typeof noted) => void = () => {};
  return {
    name: 'part-times',
    hooks: {
      'astro:config:done': () => note('启动'),
      'astro:build:start': ({ setPrerenderer }) => {
        note('读内容');
        usePrerenderer = setPrerenderer;
      },
      // Any earlier, Astro would take it for one that brings its own entry point.
      'astro:build:setup': () => usePrerenderer(noted),
      'astro:build:generated': () => note(WRITING),
      'astro:build:done': () => {
        note('站点地图和收尾');
        writeFileSync(file, JSON.stringify(parts));
      },
    },
  };
}

const WRITING = '写文件';

function secondsOf({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1e6;
}

/** @param component the route's file, e.g. `site/pages/courses/[code].astro` */
function partOf(component: string): string {
  if (component.includes('/data/')) return '画开放数据';
  if (component.includes('[...list]')) return '画列表页';
  return component.includes('[') ? '画条目页' : '画其他页';
}
