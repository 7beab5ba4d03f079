import { z } from '#domain/chinese-schema.ts';

/** When a draft is to appear (RFC 3339, with its offset), or null: as soon as it is approved. */
export const publishTime = z
  .union([z.iso.datetime({ offset: true }), z.null()], {
    error: '发布时间应为日期和时间，如 2026-12-01T09:00:00+08:00；空着表示审核通过后立即发布',
  })
  .transform((text) => (text === null ? null : new Date(text)))
  .refine(
    (time) => time === null || (time.getUTCFullYear() >= 2000 && time.getUTCFullYear() < 2100),
    {
      error: '发布时间应在 2000 年到 2099 年之间',
    },
  );
