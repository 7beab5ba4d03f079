import { catalogs } from '../../loader/catalogs.ts';
import { titleEntries } from './title-entries.ts';
import { characterKnowledge } from './title-index/character-knowledge.ts';
import { writeTitleIndex } from './title-index/write-title-index.ts';

/** The title index of this site as a file, for browsers and for the service. */
export async function titlesFile(): Promise<string> {
  const bank = await catalogs();
  return writeTitleIndex(titleEntries(bank), bank.tables.synonyms, characterKnowledge);
}
