import { NODE_CATEGORIES } from '../../../site/loader/schemas/nodes.ts';
import { PROGRAM_MODES } from '../../../site/loader/schemas/programs.ts';
import { type Cells, type Counts, coded, entity, listOf, nth } from './entities.ts';
import type { Names } from './names.ts';
import { type SeededRandom, shuffled } from './seeded-random.ts';

export function makePrograms(
  names: Names,
  count: number,
  providers: readonly Cells[],
  districts: readonly string[],
  random: SeededRandom,
): Cells[] {
  return listOf(count, (index) => {
    const { name, category } = random.pick(names.programs);
    const cells = {
      category,
      district: random.pick(districts),
      provider: String(random.pick(providers)['code']),
      hours: random.between(4, 32) * 2,
      mode: random.pick(PROGRAM_MODES),
      audience: random.pick(['社区居民', '老年学员', '不限']),
    };
    return entity(coded('XM', index), name, cells, random);
  });
}

/** Universities with a node first, then those that issue certificates, then community schools. */
export function makeInstitutions(
  names: Names,
  { institutions, nodes }: Counts,
  districts: readonly string[],
  random: SeededRandom,
): Record<'rows' | 'withNode' | 'issuers' | 'providers', Cells[]> {
  const universities = shuffled(names.universities, random).map((name) => ({ name }));
  const schools = shuffled(names.districts, random);
  const half = nodes + Math.ceil((institutions - nodes) / 2);
  const rows = listOf(institutions, (index) => {
    const { name } = index < half ? nth(universities, index) : nth(schools, index - half);
    const [roles, category] =
      index < nodes
        ? ['node|alliance', '普通高等学校']
        : index < half
          ? ['issuer', '行业组织']
          : ['provider', '社区学校'];
    const full = index < half ? name : `${name}社区学院`;
    const cells = { roles, category, district: random.pick(districts) };
    return entity(coded('JG', index), full, cells, random);
  });
  return {
    rows,
    withNode: rows.slice(0, nodes),
    issuers: rows.slice(nodes, half),
    providers: rows.slice(half),
  };
}

export function makeNodes(institutions: readonly Cells[], random: SeededRandom): Cells[] {
  return institutions.map(({ code, name, district }, index) => {
    const cells = {
      institution: code,
      category: random.pick(NODE_CATEGORIES),
      district,
      address: `示例路 ${index + 1} 号继续教育学院`,
      phone: `021-0000-${String(index % 10_000).padStart(4, '0')}`,
      email: `node${index + 1}@example.org`,
      openingHours: '周一至周五 9:00–16:30',
      conversionCap: random.pick([30, 40, 50]),
    };
    return entity(coded('WD', index), String(name), cells, random);
  });
}

export function makeBranches(names: Names, districts: readonly string[], random: SeededRandom) {
  const nameOf = new Map(names.districts.map(({ code, name }) => [code, name]));
  return districts.map((district, index) => {
    const name = `${nameOf.get(district)}分部`;
    const cells = {
      district,
      address: `${nameOf.get(district)}示例路 8 号`,
      phone: '021-0000-0000',
    };
    return entity(coded('FB', index), name, cells, random);
  });
}
