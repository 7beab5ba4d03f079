import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { emptySections } from '../../site/loader/empty-sections.ts';
import {
  type ContentDraft,
  minimalContent,
  removeContent,
  tableText,
  writeContent,
} from '../content-fixtures/minimal-content.ts';

let directory = '';
afterEach(() => removeContent(directory));

function emptyIn(change: (draft: ContentDraft) => void = () => {}) {
  const draft = minimalContent();
  change(draft);
  directory = writeContent(draft);
  return emptySections(directory);
}

test('a bank with one of everything has no empty list', () => {
  expect(emptyIn()).toEqual([]);
});

test('a table of a header alone, or of blank rows as Excel leaves them, is empty', () => {
  const empty = emptyIn((draft) => {
    draft.tables.programs = [];
    draft.files['catalogs/branches.csv'] = `${tableText('branches', [])},,,,\r\n , ,,,\r\n`;
  });
  expect(empty).toEqual(['/programs/', '/branches/']);
});

test('so is a table or a folder that is not there, and a folder of attachments', () => {
  emptyIn((draft) => {
    delete draft.files['downloads/form.md'];
  });
  rmSync(path.join(directory, 'catalogs/nodes.csv'));
  rmSync(path.join(directory, 'news'), { recursive: true });
  expect(emptySections(directory)).toEqual(['/nodes/', '/news/', '/downloads/']);
});
