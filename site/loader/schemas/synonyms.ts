import { text } from './cells.ts';
import { provenanceColumns } from './entity-columns.ts';
import { column, defineTable, type RowOf } from './table.ts';

/** What people say instead of the official name; the search reads it, no page shows it. */
export const synonyms = defineTable({
  name: 'synonyms',
  title: '同义词和简称',
  kind: 'relation',
  key: ['term', 'meaning'],
  optional: true,
  columns: {
    term: column('说法', text(), '人们怎么说：简称、俗称、旧称，如：会计证'),
    meaning: column('指的是', text(), '目录里的名称，或名称里的几个字，如：会计专业技术资格'),
    ...provenanceColumns,
  },
});

export type Synonym = RowOf<typeof synonyms>;
