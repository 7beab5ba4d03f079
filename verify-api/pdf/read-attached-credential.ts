import { inflateSync } from 'node:zlib';
import {
  PDFArray,
  PDFDict,
  type PDFDocument,
  PDFHexString,
  PDFName,
  type PDFObject,
  PDFRawStream,
  PDFString,
} from 'pdf-lib';
import { canonicalJson } from '#domain/canonical-json.ts';
import type { SignedCredential } from '#domain/credential.ts';
import { ATTACHMENT_NAME } from './compose-report.ts';

/** 500 outcomes and 500 conversions of the longest texts come to about 2 MB. */
const MOST_JSON_BYTES = 4_000_000;
const DEEPEST_TREE = 8;

/** The attached file of that name, parsed; undefined when there is none, two, or not the right JSON. */
export function readAttachedCredential(document: PDFDocument): SignedCredential | undefined {
  try {
    const [bytes, another] = embeddedFiles(document).filter(
      (file): file is Uint8Array => file !== undefined,
    );
    if (bytes === undefined || another !== undefined) return undefined;
    return parseSignedCredential(bytes);
  } catch {
    return undefined;
  }
}

function parseSignedCredential(bytes: Uint8Array): SignedCredential | undefined {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  const value: unknown = JSON.parse(text);
  if (canonicalJson(value) !== text || typeof value !== 'object' || value === null)
    return undefined;
  if (Object.keys(value).sort().join() !== 'credential,signature') return undefined;
  const { credential, signature } = value as Record<string, unknown>;
  if (typeof credential !== 'object' || credential === null || typeof signature !== 'string') {
    return undefined;
  }
  return value as SignedCredential;
}

/** Files of the name tree (ISO 32000-1 section 7.9.6) that are called `credential.json`. */
function embeddedFiles({ catalog }: PDFDocument): Uint8Array[] {
  const names = catalog.lookupMaybe(PDFName.of('Names'), PDFDict);
  const root = names?.lookupMaybe(PDFName.of('EmbeddedFiles'), PDFDict);
  return root === undefined ? [] : filesUnder(root, 0);
}

function filesUnder(node: PDFDict, depth: number): Uint8Array[] {
  if (depth > DEEPEST_TREE) throw new RangeError('the name tree is too deep');
  const leaves = node.lookupMaybe(PDFName.of('Names'), PDFArray);
  const kids = node.lookupMaybe(PDFName.of('Kids'), PDFArray);
  const files: Uint8Array[] = [];
  for (let at = 0; leaves && at + 1 < leaves.size(); at += 2) {
    const specification = leaves.lookup(at + 1, PDFDict);
    const name = specification.lookup(PDFName.of('UF')) ?? specification.lookup(PDFName.of('F'));
    if (textOf(name) === ATTACHMENT_NAME) files.push(contentsOf(specification));
  }
  for (let at = 0; kids && at < kids.size(); at += 1) {
    files.push(...filesUnder(kids.lookup(at, PDFDict), depth + 1));
  }
  return files;
}

function textOf(object: PDFObject | undefined): string | undefined {
  if (object instanceof PDFHexString || object instanceof PDFString) return object.decodeText();
  return undefined;
}

function contentsOf(specification: PDFDict): Uint8Array {
  const file = specification.lookup(PDFName.of('EF'), PDFDict).lookup(PDFName.of('F'));
  if (!(file instanceof PDFRawStream)) throw new TypeError('an embedded file is no stream');
  const filter = file.dict.lookup(PDFName.of('Filter'));
  if (filter !== PDFName.of('FlateDecode')) throw new TypeError('an unknown stream filter');
  return inflateSync(file.contents, { maxOutputLength: MOST_JSON_BYTES });
}
