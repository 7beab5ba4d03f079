import { keyOf } from '#domain/planner/find-uses.ts';
import type { Holding, PlannerPlace, PlannerRule } from '#domain/planner/planner-types.ts';
import type { CertificateFacts, NamesFile, PlacesFile, RulesFile } from './planner-data.ts';

/** Names of all that a plan mentions, by code. */
export interface Names {
  certificates: Map<string, CertificateFacts>;
  courses: Map<string, string>;
  nodes: Map<string, string>;
  majors: Map<string, string>;
}

/** All that answers are made of. */
export interface PlannerWorld {
  names: Names;
  rules: readonly PlannerRule[];
  places: readonly PlannerPlace[];
  /** By `keyOf` of what they name. */
  rulesByNeed: ReadonlyMap<string, readonly PlannerRule[]>;
}

/** Throws when a file cannot be fetched. */
export async function loadPlanner(): Promise<PlannerWorld> {
  const [rules, places] = await Promise.all([
    load<RulesFile>('/planner/rules.json'),
    load<PlacesFile>('/planner/places.json'),
  ]);
  const rulesByNeed = new Map<string, PlannerRule[]>();
  for (const rule of rules.rules) {
    for (const key of new Set(rule.inputs.flat().map(keyOf))) {
      const list = rulesByNeed.get(key);
      if (list) list.push(rule);
      else rulesByNeed.set(key, [rule]);
    }
  }
  return {
    rules: rules.rules,
    places: places.places.map(readPlace),
    rulesByNeed,
    names: {
      certificates: new Map(Object.entries(rules.certificates)),
      courses: new Map([...Object.entries(rules.courses), ...Object.entries(places.courses)]),
      nodes: new Map(Object.entries(places.nodes)),
      majors: new Map(Object.entries(places.majors)),
    },
  };
}

/**
 * Whether the catalogs have it. A link may hold what no rule names, and then further names are
 * fetched, once; without a network they stay unknown.
 */
export async function knowsAll(names: Names, holdings: readonly Holding[]): Promise<void> {
  if (holdings.every((holding) => isKnown(names, holding))) return;
  more ??= load<NamesFile>('/planner/names.json').catch(() => {
    more = undefined;
    return undefined;
  });
  const found = await more;
  if (!found) return;
  for (const [code, name] of Object.entries(found.certificates)) {
    if (!names.certificates.has(code)) names.certificates.set(code, { name });
  }
  for (const [code, name] of Object.entries(found.courses)) {
    if (!names.courses.has(code)) names.courses.set(code, name);
  }
}

let more: Promise<NamesFile | undefined> | undefined;

export function isKnown({ certificates, courses }: Names, { kind, ref }: Holding): boolean {
  return kind === 'originalCourse' || (kind === 'certificate' ? certificates : courses).has(ref);
}

/** Rules that name any of these; no others can have a say in what they are worth. */
export function rulesNaming(
  { rulesByNeed }: PlannerWorld,
  holdings: readonly Holding[],
): PlannerRule[] {
  return [...new Set(holdings.flatMap((holding) => rulesByNeed.get(keyOf(holding)) ?? []))];
}

async function load<T>(path: string): Promise<T> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

function readPlace([
  node,
  major,
  total,
  cap,
  ...table
]: PlacesFile['places'][number]): PlannerPlace {
  const courses = Array.from({ length: table.length / 2 }, (_, index) => ({
    course: String(table[index * 2]),
    credits: Number(table[index * 2 + 1]),
  }));
  return { node, major, total, cap, courses };
}
