import type { CellReading } from './sheet.ts';

/** Day 0 of Excel's calendar, which counts a 29 February 1900 that never was. */
const EXCEL_EPOCH = Date.UTC(1899, 11, 30);
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * A date as people write it, year first: 2026/1/5, 2026.1.5, 2026年1月5日, 20260105, with or without
 * a midnight behind it. A day that does not exist is left for the schema to name.
 */
export function readDate(text: string): CellReading {
  const day = text.replace(/[ T]0?0:00(:00(\.0+)?)?Z?$/, '').replace(/\s+/g, '');
  const match =
    /^(\d{4})([-/.年])(\d{1,2})[-/.月](\d{1,2})日?$/.exec(day) ??
    /^(\d{4})()(\d{2})(\d{2})$/.exec(day);
  if (match) {
    const [, year, , month = '', date = ''] = match;
    return { text: `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}` };
  }
  const fault = doubt(day);
  return fault === undefined ? { text } : { text, fault };
}

function doubt(day: string): string | undefined {
  if (/^\d{5}$/.test(day)) {
    const meant = new Date(EXCEL_EPOCH + Number(day) * DAY_MS).toISOString().slice(0, 10);
    return `「${day}」是 Excel 内部的日期数字（${meant}）。请把单元格格式设为「日期」，或直接写成 ${meant}`;
  }
  if (/^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}$/.test(day)) {
    return `「${day}」看不出哪个是年、哪个是月，请写成 2026-01-05 这样`;
  }
  if (/^\d{4}([-/.]\d{1,2}|年(\d{1,2}月)?)?$/.test(day)) {
    return `「${day}」不是完整的日期，请写到日，如 2026-01-05`;
  }
  return undefined;
}
