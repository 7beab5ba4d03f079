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
  const masterKeys = { 1: base64() };
  return `${JSON.stringify({ version: 1, demo: true, current: '1', masterKeys, indexKey: base64() }, null, 2)}\n`;
}

/** A file that still can be read while it is replaced; the texts of keys are kept as they are. */
interface KeyTexts {
  current: string;
  masterKeys: Record<string, string>;
}

/** Adds a master key under the next number; it is not used until `useMasterKey`. */
export function addMasterKey(text: string, random: (length: number) => Uint8Array) {
  const json = JSON.parse(text) as KeyTexts;
  const version = String(Number(newestVersion(json.masterKeys) ?? 0) + 1);
  const key = Buffer.from(random(KEY_LENGTH)).toString('base64');
  return { version, text: format({ ...json, masterKeys: { ...json.masterKeys, [version]: key } }) };
}

/** The highest number among the versions; undefined when none of them is a number. */
export function newestVersion(masterKeys: object): string | undefined {
  const numbers = Object.keys(masterKeys).filter((name) => /^\d{1,9}$/.test(name));
  return numbers.sort((a, b) => Number(b) - Number(a))[0];
}

/** Makes a master key that the file holds the one under which new keys are wrapped. */
export function useMasterKey(text: string, version: string): string {
  return format({ ...(JSON.parse(text) as KeyTexts), current: version });
}

/** The file without one master key, and a file of its own for that one. */
export function removeMasterKey(text: string, version: string) {
  const json = JSON.parse(text) as KeyTexts;
  const { [version]: removed = '', ...masterKeys } = json.masterKeys;
  return {
    text: format({ ...json, masterKeys }),
    retired: format({ ...json, current: version, masterKeys: { [version]: removed } }),
  };
}

function format(json: KeyTexts): string {
  return `${JSON.stringify(json, null, 2)}\n`;
}
