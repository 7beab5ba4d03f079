import { foldText } from './fold-text.ts';
import { ASKING } from './split-question.ts';
import type { Synonym, TitleEntry } from './title-types.ts';

/** First line of the file: what reads it checks that it is of its own kind. */
export const TITLE_INDEX_KIND = 'jixue-titles 1';

/** What the build knows about characters and the browser is only told as far as it needs it. */
export interface CharacterKnowledge {
  /** Readings without tones, the usual one first; none for what is no Chinese character. */
  readingsOf: (character: string) => readonly string[];
  /** The simplified form of a character, or itself. */
  simplify: (character: string) => string;
  /** Every traditional character to consider. */
  traditional: readonly string[];
  /** What people type, so that a homophone is known for one even if it stands in no title. */
  everyday: readonly string[];
}

/**
 * The title index as one text file: lines of tab-separated fields in five sections, each opened by
 * a line `#name`. `#variants`: a simplified character and the traditional ones that stand for it.
 * `#readings`: a syllable, the characters usually
 * read so, and those sometimes read so. `#synonyms`: term, meaning. `#about`: the
 * short descriptions, a line each. `#{catalog}`: code, name, aliases and former names (joined with
 * `|`), line of the description, credits, `-` when not in force; trailing empty fields left out.
 *
 * Only characters that occur in the entries or in questions have their traditional forms listed, and
 * only those and everyday ones their readings, so that the file stays small.
 */
export function writeTitleIndex(
  entries: readonly TitleEntry[],
  synonyms: readonly Synonym[],
  characters: CharacterKnowledge,
): string {
  const occurring = charactersOf(entries, synonyms, characters);
  const about = new Map<string, number>();
  const rows = [...Map.groupBy(entries, ({ catalog }) => catalog)].flatMap(([catalog, list]) => [
    `#${catalog}`,
    ...list.map((entry) => {
      const place = about.get(entry.about) ?? about.size;
      about.set(entry.about, place);
      return line(
        entry.code,
        entry.name,
        entry.aliases.map(tidy).join('|'),
        entry.formerNames.map(tidy).join('|'),
        String(place),
        entry.credits === undefined ? '' : String(entry.credits),
        entry.current ? '' : '-',
      );
    }),
  ]);
  return [
    TITLE_INDEX_KIND,
    '#variants',
    ...variants(occurring, characters),
    '#readings',
    ...readings(new Set([...occurring, ...characters.everyday]), characters),
    '#synonyms',
    ...synonyms.map(({ term, meaning }) => line(term, meaning)),
    '#about',
    ...[...about.keys()].map(tidy),
    ...rows,
    '',
  ].join('\n');
}

function charactersOf(
  entries: readonly TitleEntry[],
  synonyms: readonly Synonym[],
  { simplify }: CharacterKnowledge,
): Set<string> {
  const texts = [
    ...entries.flatMap(({ name, aliases, formerNames }) => [name, ...aliases, ...formerNames]),
    ...synonyms.flatMap(({ term, meaning }) => [term, meaning]),
    ...ASKING,
  ];
  return new Set(texts.flatMap((text) => [...foldText(text, simplify).text]));
}

function variants(occurring: ReadonlySet<string>, { simplify, traditional }: CharacterKnowledge) {
  const forms = new Map<string, string>();
  for (const character of traditional) {
    const simple = simplify(character);
    if (simple === character || !occurring.has(simple)) continue;
    forms.set(simple, (forms.get(simple) ?? '') + character);
  }
  return [...forms].map(([simple, others]) => simple + others);
}

function readings(occurring: ReadonlySet<string>, { readingsOf }: CharacterKnowledge) {
  const read = new Map<string, [usually: string, sometimes: string]>();
  for (const character of occurring) {
    for (const [place, syllable] of readingsOf(character).entries()) {
      const row = read.get(syllable) ?? ['', ''];
      row[place === 0 ? 0 : 1] += character;
      read.set(syllable, row);
    }
  }
  return [...read].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([a, row]) => line(a, ...row));
}

function line(...fields: string[]): string {
  return fields.map(tidy).join('\t').replace(/\t+$/, '');
}

/** Tabs and line ends part the fields, so none may stand in one. */
function tidy(field: string): string {
  return field.replace(/[\t\n\r]+/g, ' ');
}
