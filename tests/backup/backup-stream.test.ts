import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type BackupPart, readParts, writeParts } from '../../verify-api/backup/backup-parts.ts';
import { createByteReader, gather } from '../../verify-api/backup/byte-reader.ts';
import { AlteredError, openChunks, sealChunks } from '../../verify-api/backup/sealed-chunks.ts';
import { propertyRuns } from '../support/property-runs.ts';

const CHUNK = 1024 * 1024;
const key = randomBytes(32);

async function* inPieces(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const sealed = (bytes: Uint8Array, size = 100_000) =>
  gather(sealChunks(inPieces(bytes, size), key));
const opened = (bytes: Uint8Array, size = 100_000) =>
  gather(openChunks(createByteReader(inPieces(bytes, size)), key));

describe('a sealed stream', () => {
  test.each([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 5])(
    'of %i bytes opens to the same bytes, in whatever pieces they come',
    async (length) => {
      const bytes = randomBytes(length);
      expect((await sealed(bytes)).equals(await sealed(bytes, CHUNK * 3))).toBe(true);
      expect((await opened(await sealed(bytes), 77_777)).equals(bytes)).toBe(true);
    },
  );

  const bytes = randomBytes(2 * CHUNK + 1000);
  const tampered: [string, (whole: Buffer) => Uint8Array][] = [
    ['cut in a chunk', (whole) => whole.subarray(0, -1)],
    ['cut between chunks', (whole) => whole.subarray(0, CHUNK + 16)],
    ['empty', () => new Uint8Array(0)],
    ['longer', (whole) => Buffer.concat([whole, Buffer.alloc(1)])],
    ['with two chunks', (whole) => Buffer.concat([whole, whole.subarray(0, CHUNK + 16)])],
    [
      'with its chunks in another order',
      (whole) =>
        Buffer.concat([
          whole.subarray(CHUNK + 16, 2 * (CHUNK + 16)),
          whole.subarray(0, CHUNK + 16),
          whole.subarray(2 * (CHUNK + 16)),
        ]),
    ],
  ];
  test.each(tampered)('that is %s is refused', async (_, tamper) => {
    const whole = await sealed(bytes);
    await expect(opened(tamper(whole))).rejects.toThrow(AlteredError);
  });

  test('with a single bit changed is refused', async () => {
    const whole = await sealed(randomBytes(200));
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length * 8 - 1), async (bit) => {
        const changed = Buffer.from(whole);
        changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
        await expect(opened(changed)).rejects.toThrow(AlteredError);
      }),
      propertyRuns(30),
    );
  });
});

describe('the parts of a backup', () => {
  const given = [
    { head: { part: 'file', area: 'content', path: '新闻/一.md' }, body: Buffer.from('文') },
    { head: { part: 'rows', table: 'reports' }, body: randomBytes(3 * CHUNK) },
    { head: { part: 'file', area: 'keys', path: 'empty' }, body: Buffer.alloc(0) },
  ] as const;
  async function* parts(): AsyncGenerator<BackupPart> {
    for (const { head, body } of given) yield { head, body: inPieces(body, 500_000) };
  }

  test('come back as they were, in order', async () => {
    const found: { head: unknown; body: Buffer }[] = [];
    for await (const { head, body } of readParts(writeParts(parts()))) {
      found.push({ head, body: await gather(body) });
    }
    expect(found.map(({ head }) => head)).toEqual(given.map(({ head }) => head));
    expect(found.map(({ body }, at) => body.equals(given[at]?.body ?? body))).not.toContain(false);
  });

  test.each([
    ['bytes without a head', Buffer.from([2, 0, 0, 0, 1, 65])],
    ['a head that is no JSON', Buffer.from([1, 0, 0, 0, 1, 65])],
    ['a piece that is cut short', Buffer.from([1, 0, 0, 0, 9, 65])],
    ['a piece that is too long', Buffer.from([1, 255, 0, 0, 0])],
  ])('%s are refused', async (_, bytes) => {
    const reading = async () => {
      for await (const { body } of readParts(inPieces(bytes, 3))) await gather(body);
    };
    await expect(reading()).rejects.toThrow(AlteredError);
  });
});
