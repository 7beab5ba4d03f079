import { z } from '#domain/chinese-schema.ts';
import { createByteReader } from './byte-reader.ts';
import { AlteredError } from './sealed-chunks.ts';

const MOST_BYTES_A_PIECE = 1024 * 1024;
const HEAD = 1;
const BYTES = 2;

/** Where a file belongs: the keys, the rest of DATA_DIR, or CONTENT_DIR. */
export const areas = ['keys', 'data', 'content'] as const;
export type Area = (typeof areas)[number];

const headSchema = z.discriminatedUnion('part', [
  /** Some rows of a table, as a binary COPY document; a table comes in any number of parts. */
  z.strictObject({ part: z.literal('rows'), table: z.string() }),
  /** `path` is below its area, with slashes. */
  z.strictObject({ part: z.literal('file'), area: z.enum(areas), path: z.string() }),
]);
export type PartHead = z.output<typeof headSchema>;

export interface BackupPart {
  head: PartHead;
  /** Must be read to its end before the next part is asked for. */
  body: AsyncIterable<Uint8Array>;
}

/** Parts one after another, each a JSON head and pieces of bytes: `kind (1) | length (4) | bytes`. */
export async function* writeParts(parts: AsyncIterable<BackupPart>): AsyncGenerator<Uint8Array> {
  for await (const { head, body } of parts) {
    yield* piece(HEAD, Buffer.from(JSON.stringify(head), 'utf8'));
    for await (const bytes of body) {
      for (let at = 0; at < bytes.length; at += MOST_BYTES_A_PIECE) {
        yield* piece(BYTES, bytes.subarray(at, at + MOST_BYTES_A_PIECE));
      }
    }
  }
}

function* piece(kind: number, bytes: Uint8Array): Generator<Uint8Array> {
  const prefix = Buffer.alloc(5);
  prefix[0] = kind;
  prefix.writeUInt32BE(bytes.length, 1);
  yield prefix;
  yield bytes;
}

/** The reverse of `writeParts`; throws AlteredError for what it could not have written. */
export async function* readParts(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<BackupPart> {
  const reader = createByteReader(bytes);
  let next = await readPiece();
  while (next !== undefined) {
    if (next.kind !== HEAD) throw new AlteredError('a part has no head');
    const head = parseHead(next.bytes);
    next = await readPiece();
    const body = restOfPart();
    yield { head, body };
    for await (const _ of body) throw new Error('a part was not read to its end');
  }

  async function* restOfPart(): AsyncGenerator<Uint8Array> {
    while (next?.kind === BYTES) {
      const { bytes } = next;
      next = await readPiece();
      yield bytes;
    }
  }

  async function readPiece(): Promise<{ kind: number; bytes: Uint8Array } | undefined> {
    if (await reader.isAtEnd()) return undefined;
    const prefix = Buffer.from(await reader.upTo(5));
    const length = prefix.length === 5 ? prefix.readUInt32BE(1) : Number.POSITIVE_INFINITY;
    if (length > MOST_BYTES_A_PIECE) throw new AlteredError('a piece is too long');
    const bytes = await reader.upTo(length);
    if (bytes.length !== length) throw new AlteredError('a piece is cut short');
    return { kind: prefix[0] ?? 0, bytes };
  }
}

function parseHead(bytes: Uint8Array): PartHead {
  try {
    return headSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch (cause) {
    throw new AlteredError('a part has a head that nobody writes', { cause });
  }
}
