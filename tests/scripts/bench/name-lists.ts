import type { Names } from '../../../scripts/bench/content/names.ts';

const list = (length: number, name: string) =>
  Array.from({ length }, (_, index) => `${name}${index + 1}`);

/** A few invented names of each kind, enough to be used up and begun again. */
export const nameLists: Names = {
  courses: list(12, '课程').map((name, index) => ({ name, weight: index + 1 })),
  majors: list(9, '专业').map((name, index) => ({
    code: `0${50_101 + index}`,
    name,
    category: index % 2 === 0 ? '工学' : '文学',
    class: '某类',
    level: index % 3 === 0 ? '本科' : '高职专科',
  })),
  occupations: list(3, '职业').map((name, index) => ({ code: `4-01-0${index + 1}-01`, name })),
  certificates: list(4, '证书').map((name) => ({ name, kind: '考试证书' })),
  programs: list(5, '项目').map((name) => ({ name, category: '书画摄影' })),
  universities: list(6, '大学'),
  districts: [
    { code: '310000', name: '上海市', parent: '' },
    { code: '310100', name: '市辖区', parent: '310000' },
    ...list(20, '区').map((name, index) => ({
      code: String(310_101 + index),
      name,
      parent: '310100',
    })),
    // A city without counties, as the lists have it.
    { code: '310200', name: '东莞市', parent: '310000' },
    { code: '310200', name: '东莞市', parent: '310200' },
  ],
};
