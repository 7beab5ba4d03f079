import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { Fields, FieldTree } from '#domain/content-answers.ts';
import { composeEntry, plainBody } from '../../../site/loader/desk/compose-entry.ts';
import { plainFields } from '../../../site/loader/desk/plain-fields.ts';
import { readEntry } from '../../../site/loader/desk/read-entries.ts';
import { PROSE_KINDS } from '../../../site/loader/schemas/prose.ts';
import { propertyRuns } from '../../support/property-runs.ts';

const directory = mkdtempSync(join(tmpdir(), 'compose-'));
mkdirSync(join(directory, 'pages'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** What the desk reads from a file of this text. */
function readBack(text: string) {
  writeFileSync(join(directory, 'pages/entry.md'), text);
  const entry = readEntry({ directory, kind: 'pages', slug: 'entry' });
  if (!entry) throw new Error('no entry');
  return { fields: entry.fields, body: entry.body };
}

const awkward = [
  ...'甲乙 ab1:#-[]{}&*!|>%@`\'",?\\\n\t~=。，“”　',
  '---',
  '\n---\n',
  ': ',
  ' #',
  'null',
  'true',
  '1.0',
  '<<',
  '\u00a0',
  '\u0085',
  '\u2028',
  '\ufeff',
  '\u0007',
  '𠮷',
];
const text = fc.string({ unit: fc.constantFrom(...awkward), minLength: 1, maxLength: 14 });
const name = fc.constantFrom('title', 'source', 'summary', 'steps', 'materials', 'x-y', '文号');
const { tree } = fc.letrec<{ tree: FieldTree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    text,
    fc.array(tie('tree'), { maxLength: 3 }),
    fc.dictionary(name, tie('tree'), { maxKeys: 3, noNullPrototype: true }),
  ),
}));
const fields: fc.Arbitrary<Fields> = fc.dictionary(name, tree, { noNullPrototype: true });

describe('an entry written and read back', () => {
  it('says exactly the same, new or in place of any other', { timeout: 600_000 }, () =>
    fc.assert(
      fc.property(fields, text, fields, text, (first, firstBody, second, secondBody) => {
        const before = composeEntry(first, firstBody, null);
        expect(readBack(before)).toEqual({
          fields: plainFields(first),
          body: plainBody(firstBody),
        });
        const after = composeEntry(second, secondBody, before);
        expect(readBack(after)).toEqual({
          fields: plainFields(second),
          body: plainBody(secondBody),
        });
        expect(composeEntry(second, secondBody, after)).toBe(after);
      }),
      propertyRuns(300),
    ),
  );

  it.each(PROSE_KINDS)('leaves every file of the demonstration as it is: %s', (kind) => {
    const names = readdirSync(join('content', kind)).filter((one) => one.endsWith('.md'));
    expect(names.length).toBeGreaterThan(0);
    for (const one of names) {
      const before = readFileSync(join('content', kind, one), 'utf8');
      const entry = readEntry({ directory: 'content', kind, slug: one.slice(0, -3) });
      if (!entry) throw new Error(one);
      expect(composeEntry(entry.fields, entry.body, before)).toBe(before);
    }
  });
});

describe('what did not change', () => {
  const before = `---
# 谁也不要删这一行
title: "旧标题"   # 改过两次
category: 通知公告
attachments:
  - { file: a.pdf, title: 甲 }
  # 乙的说明
  - file: b.xlsx
    title: 乙
source: '本行'
---

正文。
`;
  const given = readBack(before);

  it('keeps its order, comments and way of writing', () => {
    const after = composeEntry(
      { ...given.fields, title: '新标题', publishedAt: '2026-11-22' },
      given.body,
      before,
    );
    expect(after).toBe(
      before
        .replace('"旧标题"   #', '"新标题" #')
        .replace('通知公告\n', '通知公告\npublishedAt: 2026-11-22\n'),
    );
  });

  it('keeps an item its own comment when the one before it goes', () => {
    const after = composeEntry(
      { ...given.fields, attachments: [{ file: 'b.xlsx', title: '乙' }] },
      given.body,
      before,
    );
    expect(after).toBe(before.replace('  - { file: a.pdf, title: 甲 }\n', ''));
  });

  it('is written anew where the old text cannot be read', () => {
    const broken = '---\ntitle: "没有写完\n---\n\n正文。\n';
    const after = composeEntry({ title: '标题' }, '正文。', broken);
    expect(after).toBe('---\ntitle: 标题\n---\n\n正文。\n');
  });

  it('ends its lines as files do, whatever the form sent', () => {
    const after = composeEntry({ title: '标题', summary: '一\r\n二' }, '甲\r\n\r\n乙\r\n', null);
    expect(after).not.toContain('\r');
    expect(readBack(after)).toEqual({
      fields: { title: '标题', summary: '一\n二' },
      body: '甲\n\n乙',
    });
  });
});
