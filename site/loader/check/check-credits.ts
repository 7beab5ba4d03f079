import type { Problem } from '../problem.ts';
import type { Content } from '../read-content.ts';
import { cellProblem, rowsOf } from './row-problems.ts';

/** Rules that grant nothing, ask for nothing, or grant more than a cap allows. */
export function checkCredits(content: Content): Problem[] {
  return [...checkOutputs(content), ...checkRules(content), ...checkNodeCaps(content)];
}

function checkOutputs({ tables }: Content): Problem[] {
  const outputs = tables['rule-outputs'];
  const courses = new Map(tables.courses.rows.map((row) => [row.code, row]));
  const rules = new Map(tables.rules.rows.map((row) => [row.code, row]));
  const problems: Problem[] = [];
  for (const { row, line } of rowsOf(outputs)) {
    const course = courses.get(row.course);
    const rule = rules.get(row.rule);
    if (!course || !rule) continue;
    const most = (course.credits * rule.ratio) / 100;
    if (row.credits <= most) continue;
    const message = `${row.credits} 学分超过了「${course.name}」${course.credits} 学分的 ${rule.ratio}%（${most} 学分）`;
    problems.push(cellProblem(outputs, line, 'credits', message));
  }
  return problems;
}

function checkRules({ tables }: Content): Problem[] {
  const { rules } = tables;
  const outputs = Map.groupBy(tables['rule-outputs'].rows, (row) => row.rule);
  const majors = new Map(tables.majors.rows.map((row) => [row.code, row]));
  const problems: Problem[] = [];
  for (const { row, line } of rowsOf(rules)) {
    if (tables['rule-inputs'].readable && !tables['rule-inputs'].codes.has(row.code)) {
      const message = '没有写需要什么成果，请在 rule-inputs.csv 里补上';
      problems.push(cellProblem(rules, line, 'code', message, 'incomplete'));
    }
    if (tables['rule-outputs'].readable && !tables['rule-outputs'].codes.has(row.code)) {
      const message = '没有写可得什么课程，请在 rule-outputs.csv 里补上';
      problems.push(cellProblem(rules, line, 'code', message, 'incomplete'));
    }
    const granted = sum(outputs.get(row.code) ?? []);
    if (row.creditCap !== undefined && granted > row.creditCap) {
      const message = `可得课程合计 ${granted} 学分，超过了上限 ${row.creditCap} 学分`;
      problems.push(cellProblem(rules, line, 'creditCap', message));
    }
    const major = row.major === undefined ? undefined : majors.get(row.major);
    if (major && granted > major.conversionCap) {
      const message = `可得课程合计 ${granted} 学分，超过了专业「${major.name}」的上限 ${major.conversionCap} 学分`;
      problems.push(cellProblem(rules, line, 'major', message));
    }
  }
  return problems;
}

function checkNodeCaps({ tables }: Content): Problem[] {
  const offers = tables['node-majors'];
  const nodes = new Map(tables.nodes.rows.map((row) => [row.code, row]));
  const majors = new Map(tables.majors.rows.map((row) => [row.code, row]));
  const problems: Problem[] = [];
  for (const { row, line } of rowsOf(offers)) {
    const node = nodes.get(row.node);
    const major = majors.get(row.major);
    const byNode = node ? (row.credits * node.conversionCap) / 100 : Infinity;
    const byMajor = major?.conversionCap ?? Infinity;
    // The smallest of all caps applies, so a larger one here would promise what nobody gets.
    if (row.conversionCap <= Math.min(byNode, byMajor)) continue;
    const cap =
      byNode <= byMajor
        ? `网点的比例上限 ${node?.conversionCap}%（${byNode} 学分）`
        : `专业「${major?.name}」的上限 ${byMajor} 学分`;
    const message = `${row.conversionCap} 学分超过了${cap}`;
    problems.push(cellProblem(offers, line, 'conversionCap', message));
  }
  for (const { row, line } of rowsOf(tables.majors)) {
    if (row.conversionCap <= row.totalCredits) continue;
    const message = `${row.conversionCap} 学分超过了专业总学分 ${row.totalCredits}`;
    problems.push(cellProblem(tables.majors, line, 'conversionCap', message));
  }
  return problems;
}

function sum(rows: readonly { credits: number }[]): number {
  return rows.reduce((total, row) => total + row.credits, 0);
}
