import { z } from './chinese-schema.ts';
import { contrast, type HexColour } from './contrast.ts';

/** What the site's text and links stand on (site/ui/styles/tokens.css), by day and by night. */
export const GROUNDS = {
  light: { paper: '#f6f1e6', sheet: '#fdfaf3' },
  dark: { paper: '#171512', sheet: '#201d19' },
} as const;
/** The characters of the seal mark. */
export const SEAL_INK = '#fdfaf3';

const GROUND_NAMES: Record<string, string> = {
  paper: '页面底色',
  sheet: '卡片底色',
  ink: '印记文字的颜色',
};

/** Text at WCAG 2.2 level AA. */
const ENOUGH = 4.5;

/** A colour that is told apart from each of `grounds`. */
function legible(grounds: Readonly<Record<string, HexColour>>) {
  return z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, {
      error: '应为 # 加六位十六进制数的颜色（要加引号），如 "#1a5160"',
      abort: true,
    })
    .superRefine((colour, context) => {
      for (const [name, ground] of Object.entries(grounds)) {
        const ratio = contrast(colour, ground);
        if (ratio >= ENOUGH) continue;
        const measured = (Math.floor(ratio * 100) / 100).toFixed(2);
        const message = `${colour} 与${GROUND_NAMES[name]} ${ground} 的对比度只有 ${measured}:1，至少要 ${ENOUGH}:1，请换一个${isDark(ground) ? '更浅' : '更深'}的颜色`;
        context.addIssue({ code: 'custom', message });
        return;
      }
    });
}

function isDark(colour: HexColour): boolean {
  return contrast(colour, '#000000') < contrast(colour, '#ffffff');
}

/**
 * The bank's own colours: `action` for links and buttons on a light ground and for the headings of
 * printed reports, `actionDark` for links and buttons on a dark one, `seal` for the seal mark.
 */
export const bankColours = z.strictObject({
  action: legible(GROUNDS.light),
  actionDark: legible(GROUNDS.dark),
  seal: legible({ ink: SEAL_INK }).optional(),
});
export type BankColours = z.infer<typeof bankColours>;
