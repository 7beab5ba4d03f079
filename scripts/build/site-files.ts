import {
  copyFileSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

/** Of disks that know no second name of a file, or no more of them. */
const CANNOT_LINK = new Set(['EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK', 'EXDEV']);

/**
 * The files of a release that is being made. What is the same in the one before is not written again
 * but linked (two names of one file): a release takes the space of what is new in it, and a file's
 * time of change says when it changed. Files of a release are never written to again.
 */
export class SiteFiles {
  readonly directory: string;
  readonly #before: string | undefined;
  readonly #folders = new Set<string>();

  /**
   * @param directory the release that is being made
   * @param before the release before
   */
  constructor(directory: string, before: string | undefined) {
    this.directory = directory;
    this.#before = before;
  }

  /** Returns whether the file is another than before. */
  write(file: string, bytes: Buffer): boolean {
    if (this.#isAsBefore(file, bytes)) {
      this.keep(file);
      return false;
    }
    writeFileSync(this.#placeOf(file), bytes);
    return true;
  }

  /** The file as it was before. */
  keep(file: string): void {
    if (this.#before === undefined) throw new Error(`nothing before: ${file}`);
    const [from, to] = [path.join(this.#before, file), this.#placeOf(file)];
    try {
      linkSync(from, to);
    } catch (error) {
      if (!CANNOT_LINK.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
      copyFileSync(from, to);
    }
  }

  /** A folder with all below it as it was before. */
  keepAll(folder: string): void {
    if (this.#before === undefined) throw new Error(`nothing before: ${folder}`);
    for (const file of filesBelow(path.join(this.#before, folder))) {
      this.keep(path.join(folder, file));
    }
  }

  #isAsBefore(file: string, bytes: Buffer): boolean {
    if (this.#before === undefined) return false;
    const before = path.join(this.#before, file);
    const found = statSync(before, { throwIfNoEntry: false });
    return found?.size === bytes.length && readFileSync(before).equals(bytes);
  }

  #placeOf(file: string): string {
    const place = path.join(this.directory, file);
    const folder = path.dirname(place);
    if (!this.#folders.has(folder)) {
      mkdirSync(folder, { recursive: true });
      this.#folders.add(folder);
    }
    return place;
  }
}

/** All files below a folder, relative to it. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
}
