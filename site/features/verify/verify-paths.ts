import type { VerifyWords } from './words/chinese.ts';

type Language = VerifyWords['lang'];

/** Where each language's pages are; the language is remembered nowhere but in the address. */
export function pathsOf(lang: Language) {
  const verify = lang === 'en' ? '/verify/en/' : '/verify/';
  return { verify, receipt: `${verify}receipt/` };
}

export function otherLanguage(lang: Language): Language {
  return lang === 'en' ? 'zh-CN' : 'en';
}
