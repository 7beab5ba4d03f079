import { readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { RouteData } from 'astro';
import { StaticPaths } from 'astro/runtime/prerender/static-paths.js';

/** A page or file of the site that is drawn in a build. */
export interface Drawable {
  /** `/news/x/` without its last slash, as Astro has it; not encoded. */
  pathname: string;
  route: RouteData;
}

/** The pages' code, bundled once and run on any content (see site/loader/reading.ts). */
export interface Bundle {
  /** What is drawn in a build, in the order in which routes win over each other. */
  routes: RouteData[];
  /** The addresses that a route has with the content being read now. */
  list(route: RouteData): Promise<Drawable[]>;
  draw(page: Drawable): Promise<Buffer>;
  /** Runs work that lists and draws. One at a time: what routes have listed is of one content. */
  alone<T>(work: () => Promise<T>): Promise<T>;
}

interface Manifest {
  site?: string;
  routes: {
    routeData: RouteData;
    styles: { type: 'external'; src: string }[];
    scripts: unknown[];
  }[];
}

/** What Astro's bundle for prerendering exports (astro/entrypoints/prerender), as far as it is used here. */
interface PrerenderApp {
  manifest: Manifest;
  routeCache: { clearAll(): void };
  getComponentByRoute(route: RouteData): Promise<unknown>;
  setInternals(internals: unknown): void;
  setOptions(options: unknown): void;
  resolveStreaming(): boolean | undefined;
  render(request: Request, options: { routeData: RouteData }): Promise<Response>;
}

const open = new Map<string, Promise<Bundle>>();

/**
 * The bundle that a release has kept. Opened once in a process: what Node has imported stays.
 * @param frame the digest of the bundle's frame, which is its name in `prerender/`
 */
export function openBundle(release: string, frame: string): Promise<Bundle> {
  const known = open.get(frame) ?? importBundle(path.join(release, 'prerender', frame));
  open.set(frame, known);
  known.catch(() => open.delete(frame));
  return known;
}

async function importBundle(directory: string): Promise<Bundle> {
  const entry = readdirSync(directory).find((name) => name.startsWith('prerender-entry.'));
  if (entry === undefined) throw new Error(`no prerender entry in ${directory}`);
  const { app } = (await import(pathToFileURL(path.join(directory, entry)).href)) as {
    app: PrerenderApp;
  };
  handOver(app);
  const routes = app.manifest.routes
    .map(({ routeData }) => routeData)
    .filter(({ prerender }) => prerender);
  // Now, while the files are sure to be there: a release is removed when ten later ones have been made.
  for (const route of routes) await app.getComponentByRoute(route);
  const origin = app.manifest.site ?? 'http://localhost:4321';
  return {
    routes,
    list: (route) => listPages(app, route),
    draw: (page) => drawPage(app, page, origin),
    alone: oneAtATime(() => app.routeCache.clearAll()),
  };
}

function oneAtATime(before: () => void): Bundle['alone'] {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last
      .catch(() => {})
      .then(() => {
        before();
        return work();
      });
    last = next;
    return next;
  };
}

/** What Astro's own build hands to the bundle: the style sheets of each route, and where to log. */
function handOver(app: PrerenderApp): void {
  const sheets = new Map(
    app.manifest.routes.map(({ routeData: { route, component }, styles, scripts }) => {
      if (scripts.length > 0) throw new Error(`${component}: scripts for all pages are not known`);
      const known = styles.map((sheet, order) => ({ sheet, order, depth: 0 }));
      return [`${route}&${component}`, { styles: known }];
    }),
  );
  app.setInternals({ pagesByKeys: sheets });
  app.setOptions({
    settings: { scripts: [] },
    logger: {
      options: { destination: { write: warn } },
    },
  });
}

/** An error that Astro logs is thrown as well. */
function warn({ level, message }: { level: string; message: string }): void {
  if (level === 'warn') console.warn(message);
}

/** `StaticPaths` lists all routes of an app; this one is asked for one route. */
async function listPages(app: PrerenderApp, route: RouteData): Promise<Drawable[]> {
  const one = {
    manifest: { ...app.manifest, routes: [{ routeData: route }] },
    routeCache: app.routeCache,
    getComponentByRoute: (each: RouteData) => app.getComponentByRoute(each),
  };
  return new StaticPaths(one as unknown as ConstructorParameters<typeof StaticPaths>[0]).getAll();
}

async function drawPage(
  app: PrerenderApp,
  { pathname, route }: Drawable,
  origin: string,
): Promise<Buffer> {
  const address = route.type === 'page' ? `${pathname.replace(/\/$/, '')}/` : pathname;
  const response = await app.render(new Request(new URL(address, origin)), { routeData: route });
  if (response.status !== 200 && pathname !== '/404') {
    throw new Error(`${pathname}: status ${response.status}`);
  }
  return Buffer.from(await response.arrayBuffer());
}
