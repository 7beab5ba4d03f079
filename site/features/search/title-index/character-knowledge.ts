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
  traditional: commonCharacters(),
};
