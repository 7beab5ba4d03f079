import { RULE_MODES } from '../../../site/loader/schemas/rules.ts';
import { type Cells, entity, relation } from './entities.ts';
import type { SeededRandom } from './seeded-random.ts';

interface Ingredients {
  certificates: readonly Cells[];
  courses: readonly Cells[];
  majors: readonly Cells[];
  nodes: readonly Cells[];
}

export type RuleTables = Record<'rules' | 'rule-inputs' | 'rule-outputs', Cells[]>;

const GROUPS = ['非计算机类专业学生', '非英语专业学生', '在职学员'];

/** Rules with what they ask for and grant, scoped and capped as often as the demonstration's are. */
export function makeRules(count: number, from: Ingredients, random: SeededRandom): RuleTables {
  const made: RuleTables = { rules: [], 'rule-inputs': [], 'rule-outputs': [] };
  for (let index = 0; index < count; index++) addRule(index, from, random, made);
  return made;
}

function addRule(index: number, from: Ingredients, random: SeededRandom, made: RuleTables): void {
  const code = `GZ${String(index + 1).padStart(5, '0')}`;
  const certificate = random.favourite(from.certificates);
  const outputs = outputsOf(from, random);
  const total = outputs.reduce((sum, { credits }) => sum + Number(credits), 0);
  const cells = {
    ratio: 100,
    mode: random.pick(RULE_MODES),
    major: random.chance(0.06) ? random.pick(from.majors)['code'] : undefined,
    node: random.chance(0.06) ? random.pick(from.nodes)['code'] : undefined,
    cohortFrom: random.chance(0.02) ? '2023-09-01' : undefined,
    learnerGroup: random.chance(0.18) ? random.pick(GROUPS) : undefined,
    creditCap: random.chance(0.12) ? total : undefined,
    // Exclusive are rules on one certificate.
    exclusivityGroup: random.chance(0.12) ? `G-${certificate['code']}` : undefined,
    evidence: '证书原件|有效身份证件|《学分转换申请表》',
    basis: random.chance(0.73) ? '学分认定与转换办法' : undefined,
    basisUrl: random.chance(0.18) ? 'https://example.org/rules/' : undefined,
  };
  const name = `${certificate['name']}转换${outputs[0]?.['name']}`;
  made.rules.push(entity(code, name, cells, random));
  made['rule-outputs'].push(
    ...outputs.map(({ code: course, credits }) => relation({ rule: code, course, credits })),
  );
  made['rule-inputs'].push(...inputsOf(code, certificate, from, random));
}

function outputsOf({ courses }: Ingredients, random: SeededRandom): Cells[] {
  const first = random.favourite(courses);
  const second = random.chance(0.16) ? random.favourite(courses) : first;
  return first === second ? [first] : [first, second];
}

/** Mostly one certificate; at times a second one with it, or something else in its place. */
function inputsOf(
  rule: string,
  certificate: Cells,
  from: Ingredients,
  random: SeededRandom,
): Cells[] {
  const first = { rule, group: 1, kind: 'certificate', ref: certificate['code'] };
  const score = random.chance(0.1) ? 60 : undefined;
  const rows: Cells[] = [{ ...first, minimumScore: score }];
  const other = random.favourite(from.certificates);
  if (other !== certificate && random.chance(0.3)) {
    rows.push({ ...first, group: random.chance(0.3) ? 1 : 2, ref: other['code'] });
  }
  if (random.chance(0.08)) {
    rows.push({ rule, group: 3, kind: 'course', ref: random.pick(from.courses)['code'] });
  }
  if (random.chance(0.05)) {
    const title = String(random.pick(from.courses)['name']);
    rows.push({ rule, group: 4, kind: 'originalCourse', title });
  }
  return rows.map(relation);
}
