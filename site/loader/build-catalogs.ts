import { linkInstitutions } from './links/institution-links.ts';
import { lookUpByCode } from './links/lookups.ts';
import { linkMajors } from './links/major-links.ts';
import { linkRules } from './links/rule-links.ts';
import { linkStandards } from './links/standard-links.ts';
import { sentenceOfRule } from './rule-sentence.ts';
import type { Rule } from './schemas/rules.ts';
import type { TableRows } from './schemas/tables.ts';

export type Catalogs = ReturnType<typeof buildCatalogs>;

/**
 * Every catalog, looked up by code and linked both ways. Pure; built once, each answer is a map
 * lookup. A reference that leads nowhere is left out: `checkContent` is where it is reported.
 * @param today `YYYY-MM-DD`: rules out of force on that day grant nothing
 */
export function buildCatalogs(rows: TableRows, today: string) {
  const lookups = lookUpByCode(rows, today);
  const ruleLinks = linkRules(lookups);
  const { rows: _rows, ...byCode } = lookups;
  return {
    courses: rows.courses,
    majors: rows.majors,
    certificates: rows.certificates,
    programs: rows.programs,
    nodes: rows.nodes,
    rules: rows.rules,
    institutions: rows.institutions,
    branches: rows.branches,
    districts: rows.districts,
    standards: rows.standards,
    /** All files by name, relations included: for open data. */
    tables: rows,
    ...byCode,
    ...ruleLinks,
    ...linkMajors(lookups, ruleLinks),
    ...linkInstitutions(lookups),
    ...linkStandards(lookups),
    ruleSentence: (rule: Rule): string => {
      const detail = ruleLinks.ruleDetail(rule.code);
      return detail ? sentenceOfRule(detail) : rule.name;
    },
  };
}
