import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { ByteReader } from './byte-reader.ts';

/** Of plaintext; on disk each chunk is longer by its tag. */
const CHUNK_LENGTH = 1024 * 1024;
const TAG_LENGTH = 16;

/** The bytes are not those that were sealed: cut short, altered, in another order, or another key. */
export class AlteredError extends Error {
  override name = 'AlteredError';
}

/**
 * Seals a stream with AES-256-GCM in chunks, as STREAM does (Hoang, Reyhanitabar, Rogaway, Vizár 2015):
 * the nonce is the chunk's number, and the last chunk is marked, so that no chunk can be moved,
 * left out or cut off. `key` must be of this stream alone.
 */
export async function* sealChunks(
  source: AsyncIterable<Uint8Array>,
  key: Uint8Array,
): AsyncGenerator<Uint8Array> {
  let number = 0;
  let held: Uint8Array[] = [];
  let size = 0;
  for await (const bytes of source) {
    held.push(bytes);
    size += bytes.length;
    // One byte more than a chunk: what is left over shows that this chunk is not the last.
    while (size > CHUNK_LENGTH) {
      const all = Buffer.concat(held);
      yield sealChunk(key, number, false, all.subarray(0, CHUNK_LENGTH));
      number += 1;
      held = [all.subarray(CHUNK_LENGTH)];
      size -= CHUNK_LENGTH;
    }
  }
  yield sealChunk(key, number, true, Buffer.concat(held));
}

/** Throws AlteredError at the first chunk that is not as it was sealed. */
export async function* openChunks(reader: ByteReader, key: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let number = 0; ; number += 1) {
    const sealed = await reader.upTo(CHUNK_LENGTH + TAG_LENGTH);
    const last = await reader.isAtEnd();
    yield openChunk(key, number, last, sealed);
    if (last) return;
  }
}

function sealChunk(key: Uint8Array, number: number, last: boolean, plaintext: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce(number));
  cipher.setAAD(mark(last));
  return Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

function openChunk(key: Uint8Array, number: number, last: boolean, sealed: Uint8Array): Buffer {
  if (sealed.length < TAG_LENGTH) throw new AlteredError('a chunk is cut short');
  const options = { authTagLength: TAG_LENGTH };
  const decipher = createDecipheriv('aes-256-gcm', key, nonce(number), options);
  decipher.setAAD(mark(last));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_LENGTH));
  try {
    const body = sealed.subarray(0, sealed.length - TAG_LENGTH);
    return Buffer.concat([decipher.update(body), decipher.final()]);
  } catch (cause) {
    throw new AlteredError(`chunk ${number} is not as it was sealed`, { cause });
  }
}

function nonce(number: number): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeBigUInt64BE(BigInt(number), 4);
  return bytes;
}

function mark(last: boolean): Uint8Array {
  return Uint8Array.of(last ? 1 : 0);
}
