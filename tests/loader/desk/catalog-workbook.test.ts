import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readWorkbook } from '#spreadsheet/read-workbook.ts';
import { listCatalogs, writeCatalog } from '../../../site/loader/desk/catalog-workbook.ts';
import { planCatalog } from '../../../site/loader/desk/plan-catalog.ts';
import { TABLE_NAMES } from '../../../site/loader/schemas/tables.ts';
import { TODAY, workbookOf } from '../../content-fixtures/importing.ts';
import {
  minimalContent,
  removeContent,
  writeContent,
} from '../../content-fixtures/minimal-content.ts';

const room = mkdtempSync(join(tmpdir(), 'workbooks-'));
afterAll(() => rmSync(room, { recursive: true, force: true }));
const target = join(room, 'catalog.xlsx');

const upload = (directory: string, catalog: string, path = target) =>
  planCatalog({
    directory,
    catalog,
    path,
    fileName: '目录.xlsx',
    today: TODAY,
    source: null,
    retireMissing: false,
  });

describe('a catalog as a workbook', () => {
  it.each(TABLE_NAMES)('is imported again without a change: %s', async (name) => {
    await writeCatalog('content', name, target);
    const { plan, text, faults } = await upload('content', name);
    const { rows } = listCatalogs('content').find((one) => one.name === name) ?? { rows: -1 };
    expect(faults).toEqual([]);
    expect(plan).toMatchObject({ added: 0, changed: 0, removed: 0, unchanged: rows, rows: [] });
    expect(text).toBe(readFileSync(join('content/catalogs', `${name}.csv`), 'utf8'));
  });

  it('keeps the zeros of codes', async () => {
    const draft = minimalContent();
    draft.tables.synonyms = [{ term: '007', meaning: '0012', source: '测试' }];
    const directory = writeContent(draft);
    await writeCatalog(directory, 'synonyms', target);
    const sheet = await readWorkbook(readFileSync(target));
    removeContent(directory);
    expect(sheet.rows[0]?.[0]).not.toBe('term');
    expect(sheet.rows[1]?.slice(0, 2)).toEqual(['007', '0012']);
  });

  it('is none for a name that is no catalog', async () => {
    await expect(writeCatalog('content', '../bank', target)).rejects.toThrow('没有名为');
  });
});

describe('what an upload would change', () => {
  it('is told row by row, in Chinese, with the whole file after it', async () => {
    const directory = writeContent(minimalContent());
    const path = join(room, 'upload.xlsx');
    writeFileSync(
      path,
      await workbookOf([
        ['代码', '名称', '状态', '层次', '资历等级', '银行学分', '课程性质', '来源'],
        ['C1', '计算机应用', '停用', '专科', '5', '3', '必修', '测试'],
        ['C9', '新课程', '现行', '专科', '5', '2', '必修', '测试'],
      ]),
    );
    const { plan, text, faults } = await upload(directory, 'courses', path);
    removeContent(directory);
    expect(faults).toEqual([]);
    expect(plan).toMatchObject({ added: 1, changed: 1, removed: 0, unchanged: 1 });
    const changed = plan.rows.find(({ kind }) => kind === 'changed');
    expect(changed?.name).toContain('C1');
    expect(changed?.cells).toContainEqual({
      column: '名称',
      before: '计算机应用基础',
      after: '计算机应用',
    });
    expect(changed?.cells).toContainEqual({ column: '状态', before: '现行', after: '停用' });
    expect(text.startsWith('\ufeffcode,')).toBe(true);
    expect(text).toContain('C9,新课程');
  });

  it('names every fault and changes nothing', async () => {
    const directory = writeContent(minimalContent());
    const path = join(room, 'faulty.csv');
    writeFileSync(path, '代码,名称,银行学分\nC1,甲,三\nC2,乙,四\n');
    const { faults } = await upload(directory, 'courses', path);
    removeContent(directory);
    expect(faults.join('\n')).toContain('「三」应是数字');
    expect(faults.join('\n')).toContain('「四」应是数字');
  });

  it('is refused when the file is none', async () => {
    const path = join(room, 'picture.xlsx');
    writeFileSync(path, 'PK\x03\x04');
    await expect(upload('content', 'courses', path)).rejects.toThrow();
  });
});
