/** Reads a stream in pieces of a wanted size. */
export interface ByteReader {
  /** Exactly `length` bytes, or fewer at the end of the stream. */
  upTo(length: number): Promise<Uint8Array>;
  /** Up to and without the next line feed; undefined when none comes within `most` bytes. */
  line(most: number): Promise<string | undefined>;
  isAtEnd(): Promise<boolean>;
}

export function createByteReader(source: AsyncIterable<Uint8Array>): ByteReader {
  const chunks = source[Symbol.asyncIterator]();
  let held: Uint8Array[] = [];
  let size = 0;
  let ended = false;

  async function hold(wanted: number): Promise<void> {
    while (size < wanted && !ended) {
      const { value, done } = await chunks.next();
      if (done === true) ended = true;
      else if (value.length > 0) {
        held.push(value);
        size += value.length;
      }
    }
  }

  function take(length: number): Uint8Array {
    const all = held.length === 1 ? (held[0] as Uint8Array) : Buffer.concat(held);
    held = length < all.length ? [all.subarray(length)] : [];
    size = Math.max(0, all.length - length);
    return all.subarray(0, length);
  }

  return {
    async upTo(length) {
      await hold(length);
      return take(length);
    },
    async line(most) {
      for (let wanted = 1; ; wanted = size + 1) {
        await hold(wanted);
        const at = Buffer.concat(held).indexOf(0x0a);
        if (at >= 0) {
          const line = Buffer.from(take(at)).toString('utf8');
          take(1);
          return line;
        }
        if (ended || size > most) return undefined;
      }
    },
    async isAtEnd() {
      await hold(1);
      return size === 0;
    },
  };
}

/** All of a stream that is known to be small. */
export async function gather(source: AsyncIterable<Uint8Array>): Promise<Buffer<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return Buffer.concat(chunks);
}
