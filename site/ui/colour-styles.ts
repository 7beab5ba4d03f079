import { type BankColours, GROUNDS } from '#domain/bank-colours.ts';
import { channels, type HexColour } from '#domain/contrast.ts';

/**
 * The bank's own colours in place of 黛蓝, as a style sheet that follows tokens.css: the shades that
 * go with the two colours given are mixed from them, so that contrast only grows.
 */
export function colourStyles(colours: BankColours | undefined): string {
  if (colours === undefined) return '';
  const { action, actionDark } = colours;
  const { light, dark } = GROUNDS;
  const pairs: [token: string, day: HexColour, night: HexColour][] = [
    ['action', action, actionDark],
    ['action-deep', mix(action, '#000000', 0.3), mix(actionDark, '#ffffff', 0.4)],
    ['on-action', light.sheet, dark.paper],
    ['deep', mix(action, '#000000', 0.16), mix(action, '#000000', 0.3)],
    // No darker than the page, no lighter than a card by night: links stand on it too.
    ['tint', mix(light.sheet, action, 0.05), mix(dark.paper, actionDark, 0.04)],
  ];
  const lines = pairs.map(
    ([token, day, night]) => `--${token}:var(--day,${day}) var(--night,${night});`,
  );
  return `:root{${lines.join('')}}`;
}

/** `share` of the second colour in the first, 0 to 1, channel by channel. */
function mix(first: HexColour, second: HexColour, share: number): HexColour {
  const other = channels(second);
  const mixed = channels(first).map((channel, at) =>
    Math.round(255 * (channel * (1 - share) + (other[at] ?? 0) * share)),
  );
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}
