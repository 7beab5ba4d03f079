import { type Folded, foldText } from './fold-text.ts';
import type { Synonym, TitleEntry } from './title-types.ts';
import { TITLE_INDEX_KIND } from './write-title-index.ts';

/** One text by which an entry is found. */
export interface SearchText {
  entry: number;
  kind: 'name' | 'alias' | 'former' | 'code';
  /** Folded. */
  text: string;
}

/** The title index taken apart, with what is worked out once for all queries. */
export interface ReadIndex {
  entries: TitleEntry[];
  texts: SearchText[];
  /** All folded texts, each followed by a line end. */
  joined: string;
  /** `starts[i]` is where `texts[i]` starts in `joined`. */
  starts: Int32Array;
  /** `folded` and `meant` are the term and its meaning, folded. */
  synonyms: (Synonym & { folded: string; meant: string })[];
  /** Each description, folded, with the entries that have it. */
  abouts: { text: string; entries: number[] }[];
  /** All of them. */
  aboutText: string;
  /** Syllables of a character, the usual one first. */
  readings: ReadonlyMap<string, readonly string[]>;
  /** Number of a syllable. */
  syllables: ReadonlyMap<string, number>;
  fold: (text: string) => Folded;
}

/** Throws when the text is not a title index of this kind. */
export function readTitleIndex(source: string): ReadIndex {
  const sections = sectionsOf(source);
  const simple = new Map<string, string>();
  for (const line of sections.get('variants') ?? []) {
    const [form = '', ...others] = line;
    for (const other of others) simple.set(other, form);
  }
  const { readings, syllables } = readingsOf(sections.get('readings') ?? []);
  const simplify = (character: string) => simple.get(character) ?? character;
  const fold = (text: string) => foldText(text, simplify);
  const about = sections.get('about') ?? [];
  const entries: TitleEntry[] = [];
  for (const [catalog, lines] of sections) {
    if (OWN_SECTIONS.has(catalog)) continue;
    for (const line of lines) entries.push(entryOf(catalog, line, about));
  }
  const texts = entries.flatMap((entry, index) => textsOf(entry, index, fold));
  const starts = new Int32Array(texts.length);
  let at = 0;
  for (const [index, { text }] of texts.entries()) {
    starts[index] = at;
    at += text.length + 1;
  }
  const abouts = [...Map.groupBy(entries.keys(), (index) => entries[index]?.about ?? '')].map(
    ([text, list]) => ({ text: fold(text).text, entries: list }),
  );
  return {
    entries,
    texts,
    abouts,
    aboutText: abouts.map(({ text }) => text).join('\n'),
    joined: texts.map(({ text }) => `${text}\n`).join(''),
    starts,
    synonyms: (sections.get('synonyms') ?? []).map((line) => {
      const [term = '', meaning = ''] = line.split('\t');
      return { term, meaning, folded: fold(term).text, meant: fold(meaning).text };
    }),
    readings,
    syllables,
    fold,
  };
}

const OWN_SECTIONS = new Set(['variants', 'readings', 'synonyms', 'about']);

function sectionsOf(source: string): Map<string, string[]> {
  const [kind, ...lines] = source.split('\n');
  if (kind !== TITLE_INDEX_KIND) throw new Error(`not a title index: ${kind?.slice(0, 40)}`);
  const sections = new Map<string, string[]>();
  let section: string[] = [];
  for (const line of lines) {
    if (line.startsWith('#')) {
      section = [];
      sections.set(line.slice(1), section);
    } else section.push(line);
  }
  section.pop();
  return sections;
}

function readingsOf(lines: readonly string[]) {
  const readings = new Map<string, string[]>();
  const syllables = new Map<string, number>();
  const rows = lines.map((line) => line.split('\t'));
  for (const place of [1, 2]) {
    for (const row of rows) {
      const [syllable = ''] = row;
      if (!syllables.has(syllable)) syllables.set(syllable, syllables.size);
      for (const character of row[place] ?? '') {
        const known = readings.get(character);
        if (known) known.push(syllable);
        else readings.set(character, [syllable]);
      }
    }
  }
  return { readings, syllables };
}

function entryOf(catalog: string, line: string, about: readonly string[]): TitleEntry {
  const [code = '', name = '', aliases, formerNames, place, credits, state] = line.split('\t');
  return {
    catalog,
    code,
    name,
    aliases: list(aliases),
    formerNames: list(formerNames),
    about: about[Number(place)] ?? '',
    credits: credits ? Number(credits) : undefined,
    current: state !== '-',
  };
}

function list(field: string | undefined): string[] {
  return field ? field.split('|') : [];
}

function textsOf(entry: TitleEntry, index: number, fold: (text: string) => Folded): SearchText[] {
  const text = (kind: SearchText['kind']) => (value: string) => ({
    entry: index,
    kind,
    text: fold(value).text,
  });
  return [
    text('name')(entry.name),
    ...entry.aliases.map(text('alias')),
    ...entry.formerNames.map(text('former')),
    text('code')(entry.code),
  ];
}
