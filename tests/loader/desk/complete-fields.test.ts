import { afterEach, describe, expect, it } from 'vitest';
import type { Fields } from '#domain/content-answers.ts';
import { completeFields } from '../../../site/loader/desk/complete-fields.ts';
import { nextIndexNumber } from '../../../site/loader/government-information.ts';
import type { ContentDraft } from '../../content-fixtures/minimal-content.ts';
import {
  entry,
  minimalContent,
  removeContent,
  writeContent,
} from '../../content-fixtures/minimal-content.ts';

const ASKED = `governmentInformation:
  publisher: 测试学分银行
  indexNumber: 'CS-{year}-{number:4}'
  requiredIn: [政策文件]
`;

let directory = '';
afterEach(() => removeContent(directory));

function completed(fields: Fields, change: (draft: ContentDraft) => void = () => {}): Fields {
  const draft = minimalContent();
  draft.files['bank.yaml'] += ASKED;
  change(draft);
  directory = writeContent(draft);
  return completeFields({ directory, kind: 'news', slug: 'new', fields });
}

const numbered = (number: string) =>
  entry(
    {
      title: '文件',
      category: '政策文件',
      summary: '文件',
      publishedAt: '2026-02-03',
      governmentInformation: `{ indexNumber: ${number} }`,
      source: '测试',
    },
    '正文。',
  );

describe('what is filled in when an entry is published', () => {
  const policy = { title: '办法', category: '政策文件', publishedAt: '2026-11-22' };

  it('is the next number of the year and the usual publisher', () => {
    expect(
      completed(policy, (draft) => {
        draft.files['news/a.md'] = numbered('CS-2026-0009');
        draft.files['news/b.md'] = numbered('CS-2025-0044');
      }),
    ).toEqual({
      ...policy,
      governmentInformation: { indexNumber: 'CS-2026-0010', publisher: '测试学分银行' },
    });
  });

  it('leaves alone what is written already', () => {
    const given = { indexNumber: 'X-1', publisher: '某局', documentNumber: '某〔2026〕1 号' };
    const fields = { ...policy, governmentInformation: given };
    expect(completed(fields)).toEqual(fields);
  });

  it('counts in the year in which the document was written', () => {
    const fields = { ...policy, governmentInformation: { writtenAt: '2025-12-30' } };
    expect(completed(fields)['governmentInformation']).toMatchObject({
      indexNumber: 'CS-2025-0001',
      writtenAt: '2025-12-30',
    });
  });

  it('is nothing for other headings, nor where bank.yaml does not ask', () => {
    const fields = { ...policy, category: '工作动态' };
    expect(completed(fields)).toEqual(fields);
    removeContent(directory);
    const untouched = { ...fields, governmentInformation: { indexNumber: '', publisher: ' ' } };
    expect(completed(untouched)).toEqual(untouched);
    removeContent(directory);
    expect(
      completed(policy, (draft) => {
        draft.files['bank.yaml'] = String(draft.files['bank.yaml']).replace(ASKED, '');
      }),
    ).toEqual(policy);
  });
});

it('fills the places of a pattern', () => {
  expect(nextIndexNumber('沪/{year}{month}/{number:3}号', '2026-11-22', [])).toBe(
    '沪/202611/001号',
  );
  expect(nextIndexNumber('A-{number:2}', '2026-11-22', ['A-99', 'A-x', 'B-7'])).toBe('A-100');
});
