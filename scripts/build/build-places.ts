import path from 'node:path';

/** Where a build reads and writes, and for which address, by the same rules as the service's settings. */
export interface BuildPlaces {
  directory: string;
  dist: string;
  siteUrl: string;
}

export function buildPlaces(env: NodeJS.ProcessEnv = process.env): BuildPlaces {
  return {
    directory: path.resolve(env.CONTENT_DIR?.trim() || 'content'),
    dist: path.resolve(env.DIST_DIR?.trim() || 'dist'),
    siteUrl: originOf(env.SITE_URL?.trim()) ?? `http://localhost:${env.PORT?.trim() || 4321}`,
  };
}

function originOf(url: string | undefined): string | undefined {
  return url && URL.canParse(url) ? new URL(url).origin : url || undefined;
}
