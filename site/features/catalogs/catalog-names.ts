import type { PagedCatalog } from '../../loader/routes.ts';

interface CatalogName {
  /** Heading of the list, crumb of each entry. */
  title: string;
  /** One entry of it, in a sentence: 本证书已停用。 */
  noun: string;
  /** Measure word and noun: 430 张证书. */
  unit: string;
}

/** How each catalog and one entry of it are called on pages. */
export const catalogNames: Record<PagedCatalog, CatalogName> = {
  courses: { title: '标准课程', noun: '课程', unit: '门课程' },
  majors: { title: '专业', noun: '专业', unit: '个专业' },
  certificates: { title: '职业培训证书', noun: '证书', unit: '张证书' },
  programs: { title: '文化休闲教育项目', noun: '项目', unit: '个项目' },
  nodes: { title: '高校网点', noun: '网点', unit: '个网点' },
  rules: { title: '转换规则', noun: '规则', unit: '条规则' },
  institutions: { title: '机构名册', noun: '机构', unit: '家机构' },
};
