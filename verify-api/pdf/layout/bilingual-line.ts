import type { BilingualLabel } from '#domain/bank.ts';
import { dropToBaseline, type ReportPages } from './report-pages.ts';
import { contentWidth, page, type TextStyle } from './theme.ts';

const BETWEEN = 8;

/**
 * A Chinese text with its English behind it, or beneath it when the two do not fit on one line.
 * `draw` begins at the left margin and takes `height`.
 */
export function planBilingualLine(
  pages: ReportPages,
  text: BilingualLabel,
  chinese: TextStyle,
  english: TextStyle,
): { height: number; draw(top: number): void } {
  const zhWidth = pages.width(text.zh, chinese);
  if (zhWidth + BETWEEN + pages.width(text.en, english) <= contentWidth) {
    return {
      height: chinese.leading,
      draw(top) {
        pages.write(text.zh, page.left, top, chinese);
        const englishTop = top - dropToBaseline(chinese, english);
        pages.write(text.en, page.left + zhWidth + BETWEEN, englishTop, english);
      },
    };
  }
  const zh = pages.wrap(text.zh, chinese, contentWidth);
  const en = pages.wrap(text.en, english, contentWidth);
  return {
    height: zh.length * chinese.leading + en.length * english.leading,
    draw(top) {
      const used = pages.lines(zh, page.left, top, chinese);
      pages.lines(en, page.left, top - used, english);
    },
  };
}
