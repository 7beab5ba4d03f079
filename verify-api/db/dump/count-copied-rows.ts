const SIGNATURE = Buffer.from('PGCOPY\n\u00ff\r\n\0', 'latin1');
/** Signature, flags and the length of an extension that nobody uses. */
const HEAD = SIGNATURE.length + 8;

/**
 * Counts the rows of a binary COPY document (PostgreSQL manual, COPY, "Binary Format") while its
 * bytes pass by; throws when it does not begin or end as one does.
 */
export function createRowCounter() {
  let held: Uint8Array = new Uint8Array(0);
  let skip = 0;
  let fields = 0;
  let rows = 0;
  let state: 'head' | 'row' | 'field' | 'end' = 'head';

  /** Takes one step; false when more bytes are needed. */
  function step(view: DataView, at: number): number {
    const left = view.byteLength - at;
    if (state === 'head') {
      if (left < HEAD) return 0;
      const found = Buffer.from(view.buffer, view.byteOffset + at, SIGNATURE.length);
      if (!found.equals(SIGNATURE)) throw new Error('this is no binary COPY document');
      state = 'row';
      return HEAD;
    }
    if (state === 'row') {
      if (left < 2) return 0;
      fields = view.getInt16(at);
      if (fields === -1) state = 'end';
      else rows += 1;
      if (fields > 0) state = 'field';
      return 2;
    }
    if (state === 'field') {
      if (left < 4) return 0;
      skip = Math.max(view.getInt32(at), 0);
      fields -= 1;
      if (fields === 0) state = 'row';
      return 4;
    }
    throw new Error('a binary COPY document goes on after its end');
  }

  return {
    take(bytes: Uint8Array): void {
      const all = held.length === 0 ? bytes : Buffer.concat([held, bytes]);
      const view = new DataView(all.buffer, all.byteOffset, all.byteLength);
      let at = 0;
      for (;;) {
        const skipped = Math.min(skip, all.length - at);
        at += skipped;
        skip -= skipped;
        if (at === all.length) break;
        const taken = step(view, at);
        if (taken === 0) break;
        at += taken;
      }
      held = all.slice(at);
    },
    /** The number of rows; throws when the document was cut short. */
    end(): number {
      if (state !== 'end' || held.length > 0)
        throw new Error('a binary COPY document was cut short');
      return rows;
    },
  };
}
