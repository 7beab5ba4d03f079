import { catalogs } from '../../loader/catalogs.ts';
import { titleEntries } from './title-entries.ts';
import { characterKnowledge } from './title-index/character-knowledge.ts';
import { loadTitleIndex, type TitleIndex } from './title-index/title-index.ts';
import { writeTitleIndex } from './title-index/write-title-index.ts';

/** The title index of this site as a file, for browsers. */
export async function titlesFile(): Promise<string> {
  const bank = await catalogs();
  return writeTitleIndex(titleEntries(bank), bank.tables.synonyms, characterKnowledge);
}

let loaded: Promise<TitleIndex> | undefined;

/** The same index for pages answered on demand; made at the first search. */
export function siteTitles(): Promise<TitleIndex> {
  if (import.meta.env.DEV) return titlesFile().then(loadTitleIndex);
  loaded ??= titlesFile().then(loadTitleIndex);
  return loaded;
}
