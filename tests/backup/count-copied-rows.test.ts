import { expect, test } from 'vitest';
import { createRowCounter } from '../../verify-api/db/dump/count-copied-rows.ts';

const head = Buffer.from('PGCOPY\n\u00ff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
/** Two columns: null, and `bytes`. */
function row(bytes: Buffer): Buffer {
  const prefix = Buffer.alloc(10);
  prefix.writeInt16BE(2, 0);
  prefix.writeInt32BE(-1, 2);
  prefix.writeInt32BE(bytes.length, 6);
  return Buffer.concat([prefix, bytes]);
}
const end = Buffer.from([255, 255]);

function count(document: Buffer, size: number): number {
  const counter = createRowCounter();
  for (let at = 0; at < document.length; at += size) {
    counter.take(document.subarray(at, at + size));
  }
  return counter.end();
}

const document = Buffer.concat([
  head,
  row(Buffer.alloc(0)),
  row(Buffer.alloc(300, 255)),
  row(end),
  end,
]);

test.each([1, 2, 3, 7, 64, 10_000])('rows are counted in pieces of %i bytes', (size) => {
  expect(count(document, size)).toBe(3);
  expect(count(Buffer.concat([head, end]), size)).toBe(0);
});

test('what is cut short, goes on, or is something else is refused', () => {
  expect(() => count(document.subarray(0, -1), 5)).toThrow(/cut short/);
  expect(() => count(document.subarray(0, -2), 5)).toThrow(/cut short/);
  expect(() => count(Buffer.concat([document, end]), 5)).toThrow(/after its end/);
  expect(() => count(Buffer.concat([Buffer.alloc(1), document]), 5)).toThrow(/no binary COPY/);
});
