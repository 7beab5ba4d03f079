import { timingSafeEqual } from 'node:crypto';
import { z } from '#domain/chinese-schema.ts';
import { OperatorError } from '#domain/operator-error.ts';
import type { ByteReader } from './byte-reader.ts';
import { kdf, type PassphraseKeys, passphraseKeys } from './passphrase-keys.ts';

const MAGIC = 'JIXUE BACKUP 1';
const LONGEST_LINE = 1024 * 1024;

const count = z.int().min(0);
const headSchema = z.strictObject({
  version: z.literal(1),
  /** RFC 3339. */
  madeAt: z.iso.datetime(),
  bank: z.strictObject({ name: z.string(), issuerId: z.string() }).nullable(),
  /** The engine it was read from; it may be restored to either. */
  engine: z.enum(['pglite', 'postgres']),
  database: z.strictObject({
    migrations: z.array(z.strictObject({ hash: z.string(), at: z.string().regex(/^\d+$/) })),
    tables: z.array(
      z.strictObject({ name: z.string(), columns: z.array(z.string()).min(1), rows: count }),
    ),
    sequences: z.array(
      z.strictObject({ name: z.string(), value: z.string().regex(/^\d+$/), called: z.boolean() }),
    ),
  }),
  files: z.strictObject({ keys: count, data: count, content: count }),
  kdf: z.strictObject({
    name: z.literal(kdf.name),
    N: z.literal(kdf.N),
    r: z.literal(kdf.r),
    p: z.literal(kdf.p),
    salt: z.string(),
  }),
});

/** What anyone may see of a backup without its passphrase: no names, no keys, no contents. */
export type BackupHead = z.output<typeof headSchema>;

/** Three lines: the magic word, the head as JSON, and a check value that binds it to the passphrase. */
export function writeHead(head: BackupHead, keys: PassphraseKeys): Buffer {
  const text = `${MAGIC}\n${JSON.stringify(headSchema.parse(head))}\n`;
  return Buffer.from(`${text}${keys.check(text).toString('base64')}\n`, 'utf8');
}

export interface UnopenedBackup {
  head: BackupHead;
  /** Throws an OperatorError for a wrong passphrase. */
  unlock(passphrase: string): Promise<PassphraseKeys>;
}

/** Reads the head; throws an OperatorError when the file is no backup that this program can read. */
export async function readHead(reader: ByteReader): Promise<UnopenedBackup> {
  const magic = await reader.line(MAGIC.length);
  if (magic !== MAGIC) {
    throw new OperatorError(
      magic?.startsWith('JIXUE BACKUP ')
        ? '这份备份由更新版本的程序制作；请先升级本程序，再恢复。'
        : '这个文件不是积学的备份。',
    );
  }
  const json = (await reader.line(LONGEST_LINE)) ?? '';
  const check = Buffer.from((await reader.line(100)) ?? '', 'base64');
  const head = parseHead(json);
  return {
    head,
    async unlock(passphrase) {
      const keys = await passphraseKeys(passphrase, head.kdf.salt);
      const expected = keys.check(`${magic}\n${json}\n`);
      if (check.length === expected.length && timingSafeEqual(check, expected)) return keys;
      throw new OperatorError('口令不对（或者文件的开头被改动过），没有恢复任何内容。');
    },
  };
}

function parseHead(json: string): BackupHead {
  try {
    return headSchema.parse(JSON.parse(json));
  } catch (cause) {
    throw new OperatorError('备份文件的开头已损坏，没有恢复任何内容；请换一份备份。', cause);
  }
}
