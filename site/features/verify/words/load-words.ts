import { chineseWords, type VerifyWords } from './chinese.ts';

/** The words of a language; English comes in a file of its own, for it is asked for rarely. */
export async function loadWords(lang: string): Promise<VerifyWords> {
  return lang === 'en' ? (await import('./english.ts')).englishWords : chineseWords;
}
