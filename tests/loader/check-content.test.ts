import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkContent } from '../../site/loader/check-content.ts';
import { cell, check, file, newsBody, TODAY } from '../content-fixtures/fault-cases.ts';
import {
  minimalContent,
  removeContent,
  tableText,
  writeContent,
} from '../content-fixtures/minimal-content.ts';

describe('checkContent', () => {
  it('finds nothing wrong with the minimal content', () => {
    expect(check(() => {})).toEqual([]);
  });

  it('reports every fault of bank.yaml', () => {
    const problems = check(file('bank.yaml', 'name: 银行\n'));
    expect(problems.length).toBeGreaterThan(3);
    expect(problems.every((line) => line.startsWith('c/bank.yaml'))).toBe(true);
  });

  it('reports a missing catalog without the references that hang on it', () => {
    const directory = writeContent(minimalContent());
    rmSync(join(directory, 'catalogs/courses.csv'));
    const { problems } = checkContent(directory, TODAY);
    removeContent(directory);
    expect(problems[0]).toMatchObject({ file: 'catalogs/courses.csv', rank: 'missing-file' });
    expect(problems.filter(({ rank }) => rank === 'reference')).toEqual([]);
  });

  it('reports a wrong header without its rows, an unknown and a missing column', () => {
    const text = tableText('branches', minimalContent().tables.branches);
    const problems = check(file('catalogs/branches.csv', text.replace('district', '区域')));
    expect(problems).toEqual([
      expect.stringMatching(/^c\/catalogs\/branches\.csv:1:district .*缺少/),
      expect.stringMatching(/^c\/catalogs\/branches\.csv:1:区域 .*不认识的列/),
    ]);
  });

  it('does not let one typing error in a code raise others', () => {
    const problems = check(cell('majors', 0, 'totalCredits', '八十'));
    expect(problems).toEqual([expect.stringMatching(/majors\.csv:2:totalCredits/)]);
  });

  it('reports all faults at once, what hides others first', () => {
    const problems = check((draft) => {
      delete draft.files['bank.yaml'];
      cell('rules', 0, 'ratio', '一半')(draft);
      cell('certificates', 1, 'issuer', 'I9')(draft);
      newsBody('[无](/nowhere/)')(draft);
    });
    expect(problems.map((line) => line.split(/[: ]/)[0])).toEqual([
      'c/bank.yaml',
      'c/catalogs/rules.csv',
      'c/catalogs/certificates.csv',
      'c/news/first.md',
    ]);
  });

  it('says that the directory is not there', () => {
    const { problems } = checkContent('/nonexistent-content', TODAY);
    expect(problems).toMatchObject([{ message: expect.stringContaining('内容目录不存在') }]);
  });

  it('accepts links to fixed pages, files, anchors, the open data and the outside', () => {
    const links = [
      '[a](/)',
      '[b](/news/first/)',
      '[c](/downloads/files/form.csv)',
      '[d](/help/#what)',
      '[e](/courses/#list)',
      '[f](/search/?q=电子)',
      '[g](/data/catalog.json)',
      '[h](https://example.org/x)',
      '[i](mailto:a@example.org)',
      '[j](#here)',
      '`[k](/code/)`',
      '```\n[l](/fenced/)\n```',
    ];
    expect(check(newsBody(links.join('\n')))).toEqual([]);
  });
});
