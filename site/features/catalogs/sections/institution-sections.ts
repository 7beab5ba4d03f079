import type { Catalogs } from '../../../loader/build-catalogs.ts';
import { isSample } from '../../../loader/row-state.ts';
import type { Institution } from '../../../loader/schemas/institutions.ts';
import { coursesAlone } from '../conversion-paths.ts';
import { entityCell, fieldCell } from '../row-cells.ts';
import { type EntrySection, tableOf } from './entry-section.ts';

export function institutionSections(bank: Catalogs, row: Institution) {
  return {
    nodes: nodesOf(bank, row),
    certificates: certificatesOf(bank, row),
    programs: programsOf(bank, row),
  };
}

function nodesOf(bank: Catalogs, { code, name }: Institution): EntrySection {
  const columns = [
    { label: '网点', primary: true },
    { label: '类别' },
    { label: '地址' },
    { label: '专业', kind: 'number' },
  ] as const;
  return {
    name: 'nodes',
    title: '设立的高校网点',
    unit: '个网点',
    shown: 10,
    tables: [
      tableOf(`${name}设立的高校网点`, columns, bank.nodesOfInstitution(code), (node) => [
        entityCell('nodes', node, isSample(node, 'institution')),
        fieldCell(node, 'category'),
        fieldCell(node, 'address'),
        bank.majorsForNode(node.code).length,
      ]),
    ],
  };
}

function certificatesOf(bank: Catalogs, { code, name }: Institution): EntrySection {
  const columns = [
    { label: '证书', primary: true },
    { label: '类别' },
    { label: '可转换课程', kind: 'number' },
  ] as const;
  return {
    name: 'certificates',
    title: '颁发的证书',
    unit: '张证书',
    shown: 20,
    tables: [
      tableOf(`${name}颁发的证书`, columns, bank.certificatesOfInstitution(code), (row) => [
        entityCell('certificates', row, isSample(row, 'issuer')),
        fieldCell(row, 'kind'),
        coursesAlone(bank, row.code).size,
      ]),
    ],
  };
}

function programsOf(bank: Catalogs, { code, name }: Institution): EntrySection {
  const columns = [
    { label: '项目', primary: true },
    { label: '类别' },
    { label: '方式' },
    { label: '学时', kind: 'number' },
  ] as const;
  return {
    name: 'programs',
    title: '举办的文化休闲教育项目',
    unit: '个项目',
    shown: 20,
    tables: [
      tableOf(`${name}举办的项目`, columns, bank.programsOfInstitution(code), (row) => [
        entityCell('programs', row, isSample(row, 'provider')),
        fieldCell(row, 'category'),
        fieldCell(row, 'mode'),
        fieldCell(row, 'hours'),
      ]),
    ],
  };
}
