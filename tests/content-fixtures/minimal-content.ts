import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type TableName, tables } from '../../site/loader/schemas/tables.ts';

type Cells = Record<string, string>;

/** A content directory in memory: change a cell or a file, then write it. */
export interface ContentDraft {
  tables: Record<TableName, Cells[]>;
  /** Every file that is not a table, by path. */
  files: Record<string, string | Uint8Array>;
}

const entity = (code: string, name: string, cells: Cells = {}): Cells => ({
  code,
  name,
  status: 'current',
  source: '测试',
  updatedAt: '2026-01-01',
  ...cells,
});

/** The smallest content with one of everything, each linked to the others; without fault. */
export function minimalContent(): ContentDraft {
  return {
    tables: {
      courses: [
        entity('C1', '计算机应用基础', {
          level: '专科',
          frameworkLevel: '5',
          credits: '3',
          nature: '必修',
        }),
        entity('C2', '大学英语', {
          level: '本科',
          frameworkLevel: '6',
          credits: '4',
          nature: '必修',
        }),
      ],
      majors: [
        entity('M1', '电子商务', {
          category: '财经商贸大类',
          class: '电子商务类',
          level: '高职专科',
          totalCredits: '80',
          conversionCap: '32',
        }),
      ],
      certificates: [
        entity('X1', '计算机一级', { issuer: 'I1', kind: '考试证书' }),
        entity('X2', '英语四级', { issuer: 'I1', kind: '考试证书' }),
      ],
      programs: [
        entity('P1', '国画', {
          category: '书画',
          district: '310115',
          provider: 'I1',
          mode: '线下',
        }),
      ],
      nodes: [
        entity('N1', '示例大学', {
          institution: 'I1',
          category: '普通高校',
          district: '310115',
          conversionCap: '40',
        }),
      ],
      rules: [
        entity('R1', '计算机一级转换计算机应用基础', {
          ratio: '100',
          mode: '免修免考',
          major: 'M1',
          node: 'N1',
          creditCap: '3',
        }),
      ],
      institutions: [
        entity('I1', '示例机构', {
          roles: 'issuer|provider|node',
          category: '高校',
          district: '310115',
        }),
      ],
      branches: [entity('B1', '浦东分部', { district: '310115' })],
      districts: [
        { code: '310000', name: '上海市', source: '测试' },
        { code: '310115', name: '浦东新区', parent: '310000', source: '测试' },
      ],
      standards: [
        entity('S1', '电子商务师', {
          occupationCode: '4-01-06-01',
          category: '社会生产服务和生活服务人员',
          edition: '2022',
          levels: '四级/中级工|三级/高级工',
        }),
      ],
      'rule-inputs': [
        { rule: 'R1', group: '1', kind: 'certificate', ref: 'X1', source: '测试' },
        { rule: 'R1', group: '2', kind: 'originalCourse', title: '计算机文化', source: '测试' },
      ],
      'rule-outputs': [{ rule: 'R1', course: 'C1', credits: '3', source: '测试' }],
      'major-courses': [
        { major: 'M1', course: 'C1', nature: '必修', credits: '3', source: '测试' },
        { major: 'M1', course: 'C2', nature: '必修', credits: '4', source: '测试' },
      ],
      'node-majors': [
        { node: 'N1', major: 'M1', credits: '80', conversionCap: '32', source: '测试' },
      ],
      'node-courses': [
        {
          node: 'N1',
          major: 'M1',
          code: 'K1',
          name: '计算机基础',
          course: 'C1',
          credits: '3',
          source: '测试',
        },
      ],
      synonyms: [{ term: '机考', meaning: '计算机一级', source: '测试' }],
    },
    files: {
      'bank.yaml': BANK,
      'nodes/N1.md': entry(
        { node: 'N1', source: '测试', updatedAt: '2026-01-01' },
        '转换申请人须备：[申请表](/downloads/#form)。',
      ),
      'news/first.md': entry(
        {
          title: '上线',
          category: '通知公告',
          summary: '本站上线',
          publishedAt: '2026-01-02',
          source: '测试',
        },
        '请看[课程](/courses/C1/)。',
      ),
      'downloads/form.md': entry(
        {
          title: '申请表',
          category: '申请表',
          version: '1.0',
          publishedAt: '2026-01-02',
          file: 'form.csv',
          source: '测试',
        },
        '填写后交回。',
      ),
      'downloads/form.csv': '姓名\n',
      'help/what.md': entry(
        { title: '这是什么？', category: '认识', order: '1', source: '测试' },
        '见[关于](/about/)。',
      ),
      'guides/open.md': entry(
        {
          title: '开户',
          order: '1',
          summary: '怎样开户',
          steps: '[{ title: 填表, text: 到分部填表 }]',
          materials: '[身份证]',
          time: '当天',
          where: '分部',
          source: '测试',
        },
        '带上身份证。',
      ),
      'pages/how-it-works.md': entry(
        { title: '怎样获得学分', summary: '说明', source: '测试' },
        '先开户。',
      ),
      'pages/about.md': entry(
        { title: '关于', summary: '关于本站', source: '测试' },
        '[问](/help/#what)。',
      ),
    },
  };
}

/** A Markdown file with front matter; values are written as they are. */
export function entry(fields: Record<string, string>, body: string): string {
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}`);
  return `---\n${lines.join('\n')}\n---\n\n${body}\n`;
}

/** Text of a catalog file, its columns in the order of the schema. */
export function tableText(name: TableName, rows: readonly Cells[]): string {
  const columns = Object.keys(tables[name].columns);
  const lines = rows.map((row) => columns.map((column) => quoted(row[column] ?? '')).join(','));
  return `\ufeff${[columns.join(','), ...lines].join('\n')}\n`;
}

function quoted(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Writes a draft below the system's temporary directory. Files win over tables of the same path. */
export function writeContent(draft: ContentDraft): string {
  const directory = mkdtempSync(join(tmpdir(), 'content-'));
  const all = { ...tableFiles(draft), ...draft.files };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  return directory;
}

function tableFiles(draft: ContentDraft): Record<string, string> {
  return Object.fromEntries(
    Object.entries(draft.tables).map(([name, rows]) => [
      `catalogs/${name}.csv`,
      tableText(name as TableName, rows),
    ]),
  );
}

export function removeContent(directory: string): void {
  rmSync(directory, { recursive: true, force: true });
}

const BANK = `name: 测试学分银行
shortName: 测试银行
dataLicence: 测试数据
englishName: Test Credit Bank
purpose: 用于测试
provinceCode: '31'
province: 上海市
issuerId: urn:jixue:test
contact: {}
signatory: { title: 主任 }
frameworkLevels:
  - { level: 5, name: 五级, description: 专科 }
  - { level: 6, name: 六级, description: 本科 }
reportTypes: {}
outcomeTaxonomy:
  - category: academic
    label: { zh: 学历教育, en: Academic }
    kinds: {}
`;
