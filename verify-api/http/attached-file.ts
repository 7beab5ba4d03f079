import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { contentType } from './content-types.ts';
import { extendedValue } from './extended-value.ts';

/** Files that editors attach to news and documents. */
const ATTACHED = /^\/(?:downloads|news\/[^/]+)\/files\/[^/]+$/;
/** What a browser runs or draws as a page of this origin is never served as such from there. */
const ACTIVE = /^(text|application)\/([\w.-]+\+)?(html|xml|javascript)|^image\/svg/;

/**
 * The headers of an attached file: saved under its Chinese name (RFC 6266), a PDF shown where its address
 * asks for it by `?view`. Undefined for all other addresses.
 */
export function createAttachedFiles(root: string) {
  let names: Promise<Record<string, string>> | undefined;

  return async function attachedHeaders(
    requestPath: string,
    view: boolean,
  ): Promise<Record<string, string> | undefined> {
    const address = decoded(requestPath);
    if (!ATTACHED.test(address)) return undefined;
    names ??= namesIn(root);
    const known = await names;
    const name = (Object.hasOwn(known, address) && known[address]) || path.basename(address);
    const type = contentType(address);
    const way = view && type === 'application/pdf' ? 'inline' : 'attachment';
    const plain = `file${path.extname(address).replace(/[^.A-Za-z0-9]/g, '')}`;
    return {
      'Content-Type': ACTIVE.test(type) ? 'application/octet-stream' : type,
      'Content-Disposition': `${way}; filename="${plain}"; filename*=UTF-8''${extendedValue(name)}`,
    };
  };
}

/** What the build says of names; a release made before it did is served by the names of its files. */
async function namesIn(root: string): Promise<Record<string, string>> {
  try {
    return JSON.parse(await readFile(path.join(root, 'downloads/names.json'), 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}

function decoded(requestPath: string): string {
  try {
    return decodeURIComponent(requestPath);
  } catch {
    return requestPath;
  }
}
