import { bankColours } from './bank-colours.ts';
import { z } from './chinese-schema.ts';
import { outcomeKinds, reportTypes } from './outcome-kinds.ts';

const text = (max: number) => z.string().trim().min(1, '不能为空').max(max, `最多 ${max} 个字`);
const label = z.object({ zh: text(40), en: text(80) });
/** Each of these is one word of a closed list; two alike would be one by mistake. */
const headings = z
  .array(text(20))
  .min(1)
  .refine((list) => new Set(list).size === list.length, '有重复的分类，请删去一个')
  .optional();

/**
 * `content/bank.yaml`: whose bank this is. The same file makes the site and the reports another
 * bank's. Labels of report types and outcome kinds are frozen into each credential.
 */
export const bankSchema = z.strictObject({
  name: text(40),
  shortName: text(12),
  englishName: text(80),
  /** The characters in the seal mark; by default the first two of `shortName`. */
  mark: z
    .string()
    .regex(/^[\p{Script=Han}A-Za-z0-9]{1,4}$/u, '应为 1 至 4 个汉字、字母或数字')
    .optional(),
  colours: bankColours.optional(),
  /** A line at the foot of every page. */
  motto: text(60).optional(),
  /** One sentence for the home page. */
  purpose: text(120),
  /** GB/T 2260, first two digits: the start of each report number. */
  provinceCode: z.string().regex(/^\d{2}$/, '应为两位数字（GB/T 2260 省级代码的前两位）'),
  province: text(20),
  /** A name for the issuer that never changes, not a URL: goes into each credential. */
  issuerId: z
    .string()
    .regex(/^urn:[a-z0-9][a-z0-9-]{1,31}:[\x21-\x7e]+$/, '应为 urn: 开头的永久标识（RFC 8141）'),
  /** On what terms others may use the open data, in one or two sentences. */
  dataLicence: text(200),
  /** True for a demonstration: pages say so. */
  demo: z.boolean().default(false),
  contact: z.strictObject({
    phone: text(40).optional(),
    email: z.email('邮箱格式不对').optional(),
    address: text(100).optional(),
    hours: text(60).optional(),
  }),
  /** Who signs the printed report. `sealImage`: a PNG beside bank.yaml, printed over the signature line. */
  signatory: z.strictObject({ title: text(40), name: text(20).optional() }),
  sealImage: text(200).optional(),
  /** True: a report that one officer prepares must be released by another. Keys of other systems are not asked. */
  fourEyes: z.boolean().default(false),
  /** How many people, none of whom wrote in it, approve what editors publish. */
  contentReview: z
    .strictObject({ steps: z.int('应为 1、2 或 3').min(1, '至少 1 审').max(3, '最多 3 审') })
    .default({ steps: 1 }),
  frameworkLevels: z
    .array(
      z.strictObject({ level: z.int().min(1).max(12), name: text(20), description: text(200) }),
    )
    .min(1),
  reportTypes: z.partialRecord(z.enum(reportTypes), label),
  /** Headings in the order of the report, each with the kinds that this bank recognises. */
  outcomeTaxonomy: z
    .array(
      z.strictObject({
        category: z.enum(['academic', 'qualification', 'technician', 'other']),
        label,
        /** `evidence`: what the bank asks to see; for the public page, never in a credential. */
        kinds: z.partialRecord(
          z.enum(outcomeKinds),
          label.extend({ evidence: z.array(text(60)).min(1).optional() }),
        ),
      }),
    )
    .min(1),
  /**
   * Headings of the questions and of the documents, in the order of the pages. With a list, a
   * heading outside it is a fault of the content; without one, any will do.
   */
  categories: z.strictObject({ help: headings, downloads: headings }).default({}),
  /** 政府信息公开: what notices of some headings must say of themselves. Absent: nothing is asked. */
  governmentInformation: z
    .strictObject({
      /** 发布机构, where an entry names no other. */
      publisher: text(60),
      /** 索引号 by `{year}`, `{month}` and a running number of so many digits: `XFYH-{year}-{number:4}`. */
      indexNumber: z
        .string()
        .max(60, '最多 60 个字符')
        .regex(
          /^(?:[^\s{}]|\{year\}|\{month\})*\{number:[1-9]\}(?:[^\s{}]|\{year\}|\{month\})*$/,
          '应含一个 {number:4} 这样的流水号（4 是位数），另可用 {year}、{month}，如：XFYH-{year}-{number:4}',
        ),
      /** Categories of news and downloads of which it is asked. */
      requiredIn: z.array(text(20)).default([]),
    })
    .optional(),
  /** Banks of other provinces that this one works with. `sample`: invented for the demonstration. */
  partners: z
    .array(
      z.strictObject({
        name: text(40),
        region: text(20),
        url: z.url({ protocol: /^https?$/, error: '网址应以 http:// 或 https:// 开头' }).optional(),
        note: text(100).optional(),
        sample: z.boolean().default(false),
      }),
    )
    .default([]),
});

export type Bank = z.infer<typeof bankSchema>;

/** The one to four characters of the bank's seal mark. */
export function markOf({ mark, shortName }: Pick<Bank, 'mark' | 'shortName'>): string {
  return mark ?? [...shortName].slice(0, 2).join('');
}
export type BilingualLabel = z.infer<typeof label>;
