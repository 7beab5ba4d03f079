import { readFileSync } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { makeTypeface, type Typeface } from './typeface.ts';

export interface Typefaces {
  regular: Typeface;
  bold: Typeface;
  /** For characters that the other two lack: most of CJK extension B, more Latin letters. */
  rare: Typeface;
}

/** Where the font files of the packages are (all SIL Open Font License 1.1). */
export const fontFiles: Record<keyof Typefaces, string> = {
  regular: '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  bold: '@expo-google-fonts/noto-sans-sc/600SemiBold/NotoSansSC_600SemiBold.ttf',
  rare: '@expo-google-fonts/cactus-classical-serif/400Regular/CactusClassicalSerif_400Regular.ttf',
};

/** The rare one is opened when a character first needs it: most processes never do. */
export async function loadTypefaces(): Promise<Typefaces> {
  await access(fontPath('rare'));
  const [regular, bold] = await Promise.all(
    (['regular', 'bold'] as const).map(async (name) =>
      makeTypeface(await readFile(fontPath(name)), name === 'bold'),
    ),
  );
  const rare = openLater(() => makeTypeface(readFileSync(fontPath('rare')), false));
  return { regular: regular as Typeface, bold: bold as Typeface, rare };
}

export function fontPath(name: keyof Typefaces): string {
  return fileURLToPath(import.meta.resolve(fontFiles[name]));
}

function openLater(open: () => Typeface): Typeface {
  let opened: Typeface | undefined;
  const face = () => {
    opened ??= open();
    return opened;
  };
  return {
    get name() {
      return face().name;
    },
    get file() {
      return face().file;
    },
    get metrics() {
      return face().metrics;
    },
    bold: false,
    glyph: (codePoint) => face().glyph(codePoint),
    narrowQuote: (codePoint) => face().narrowQuote(codePoint),
  };
}
