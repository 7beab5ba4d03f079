import { readFile } from 'node:fs/promises';
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

export async function loadTypefaces(): Promise<Typefaces> {
  const load = async (name: keyof Typefaces) =>
    makeTypeface(await readFontFile(name), name === 'bold');
  const [regular, bold, rare] = await Promise.all([load('regular'), load('bold'), load('rare')]);
  return { regular, bold, rare };
}

export function readFontFile(name: keyof Typefaces): Promise<Uint8Array> {
  return readFile(fileURLToPath(import.meta.resolve(fontFiles[name])));
}
