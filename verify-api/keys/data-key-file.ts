import { z } from '#domain/chinese-schema.ts';
import { OperatorError } from '#domain/operator-error.ts';

const KEY_LENGTH = 32;

const key = z
  .string()
  .transform((text) => Buffer.from(text, 'base64'))
  .refine((bytes) => bytes.length === KEY_LENGTH, '应为 32 字节密钥的 base64');

/**
 * DATA_KEY_FILE: `{"version":1,"current":"1","masterKeys":{"1":"<base64>"},"indexKey":"<base64>"}`.
 * A rotation adds a master key and moves `current`; old ones stay until every report is rewrapped.
 */
const dataKeyFileSchema = z
  .strictObject({
    version: z.literal(1),
    demo: z.boolean().default(false),
    current: z.string(),
    masterKeys: z.record(z.string().regex(/^[\w.-]{1,32}$/, '版本名有误'), key),
    indexKey: key,
  })
  .refine((value) => Object.hasOwn(value.masterKeys, value.current), {
    path: ['current'],
    error: 'masterKeys 里没有这个版本',
  });

export type DataKeyFile = z.output<typeof dataKeyFileSchema>;

export function parseDataKeyFile(text: string, file: string): DataKeyFile {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new OperatorError(`数据密钥文件 ${file} 不是有效的 JSON。`);
  }
  const parsed = dataKeyFileSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
  throw new OperatorError(`数据密钥文件 ${file} 有误：${where.join('；')}。`);
}

export function makeDataKeyFile(random: (length: number) => Uint8Array): string {
  const base64 = () => Buffer.from(random(KEY_LENGTH)).toString('base64');
  return `${JSON.stringify(
    { version: 1, demo: true, current: '1', masterKeys: { 1: base64() }, indexKey: base64() },
    null,
    2,
  )}\n`;
}
