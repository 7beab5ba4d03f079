import { Converter } from 'opencc-js/t2cn';
import { pinyin } from 'pinyin-pro';
import type { CharacterKnowledge } from './write-title-index.ts';

const convert = Converter({ from: 't', to: 'cn' });
const HAN = /^\p{Script=Han}$/u;

/** Beyond these a reading is too rare to be typed for. */
const MOST_READINGS = 3;

/** CJK Unified Ideographs and Extension A; what is rarer has no traditional form in use. */
function* commonCharacters(): Generator<string> {
  for (let code = 0x3400; code <= 0x9fff; code += 1) yield String.fromCharCode(code);
}

/** The 6,763 characters of GB 2312, which are those that people type. */
function* everydayCharacters(): Generator<string> {
  const decoder = new TextDecoder('gb2312');
  for (let row = 0xb0; row <= 0xf7; row += 1) {
    for (let cell = 0xa1; cell <= 0xfe; cell += 1) {
      const character = decoder.decode(Uint8Array.of(row, cell));
      if (HAN.test(character)) yield character;
    }
  }
}

const SPELLED = /^[a-z]+$/;

/** From pinyin-pro and opencc-js: far too large for a browser, so used when the index is written. */
export const characterKnowledge: CharacterKnowledge = {
  readingsOf: (character) => {
    if (!HAN.test(character)) return [];
    const all = pinyin(character, { multiple: true, toneType: 'none', type: 'array', v: true });
    return [...new Set(all.filter((syllable) => SPELLED.test(syllable)))].slice(0, MOST_READINGS);
  },
  simplify: (character) => {
    const simple = convert(character);
    return [...simple].length === 1 ? simple : character;
  },
  traditional: [...commonCharacters()],
  everyday: [...everydayCharacters()],
};
