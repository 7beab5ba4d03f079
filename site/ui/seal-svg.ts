import { SEAL_INK } from '#domain/bank-colours.ts';
import type { HexColour } from '#domain/contrast.ts';

/** 积学 drawn as strokes on a 48-unit grid, legible from 24 px up; 积 stands above 学. */
const JIXUE =
  'M19.5 5.4 6.5 7.6M5.8 10.8H20.2M13 7.2V18.6M12.4 11.9 5.8 17.5M13.6 11.9 20.2 17.5M26.5 5.8H42.2V12.6H26.5ZM31 15.6 26.4 18.8M37.7 15.6 42.3 18.8M12.2 22.8 13.8 25.4M23.6 22.4 24.5 25.4M36 22.8 34.2 25.4M5.8 31V27.9H42.2V31M14.5 32H33L24.5 35.8V42.6L19.6 42.4M5.8 37.6H42.2';

/** The place of each character, read as a seal is: in columns from the right, each from the top. */
const PLACES: Record<number, readonly [x: number, y: number, width: number, height: number][]> = {
  1: [[4, 4, 40, 40]],
  2: [
    [4, 4, 40, 20],
    [4, 24, 40, 20],
  ],
  3: [
    [24, 4, 20, 40],
    [4, 4, 20, 20],
    [4, 24, 20, 20],
  ],
  4: [
    [24, 4, 20, 20],
    [24, 24, 20, 20],
    [4, 4, 20, 20],
    [4, 24, 20, 20],
  ],
};

/**
 * The bank's seal mark as an SVG document, 48 × 48: its characters in white on the seal's ground.
 * @param mark one to four characters; 积学 is drawn by hand, others are set in the system's Song
 * @param ground the seal's colour, default 朱砂
 */
export function sealSvg(mark: string, ground: HexColour = '#ad3325'): string {
  const drawing =
    mark === '积学'
      ? `<path fill="none" stroke="${SEAL_INK}" stroke-width="2.6" stroke-linecap="square" d="${JIXUE}"/>`
      : `<g fill="${SEAL_INK}" font-family="Songti SC,Source Han Serif SC,Noto Serif CJK SC,SimSun,serif" font-weight="700" font-size="20">${setInType(mark)}</g>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><rect width="48" height="48" rx="3.5" fill="${ground}"/>${drawing}</svg>`;
}

/** Characters of 20 units stretched to fill their places; their box ends 0.12 em below the line. */
function setInType(mark: string): string {
  const characters = [...mark];
  return (PLACES[characters.length] ?? [])
    .map(([x, y, width, height], index) => {
      const [across, down] = [width / 20, height / 20];
      return `<text transform="translate(${x} ${y + 17.6 * down}) scale(${across} ${down})">${characters[index]}</text>`;
    })
    .join('');
}
