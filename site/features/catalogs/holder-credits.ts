import type { RuleDetail, RuleNeed } from '../../loader/links/rule-links.ts';
import { mostCredits, restsOnSamples } from './most-credits.ts';

/** What else one must hold beside a certificate, and the total that one gets then. */
export interface JointCredits {
  /** Tells one set of further outcomes from another. */
  key: string;
  needs: readonly RuleNeed[];
  /** With the certificate's own credits. */
  total: number;
}

/** What one person gets with a certificate: alone, and together with something else. */
export interface HolderCredits {
  most: number;
  /** Only those that lead to more than the certificate alone, most first. */
  joint: JointCredits[];
  /** Whether a figure rests on an invented one. */
  sample: boolean;
}

/** A rule that asks for something beside a certificate. */
export interface JointRule {
  detail: RuleDetail;
  others: RuleNeed[];
}

/** The rules that ask for nothing but the certificate. */
export function rulesAlone(details: readonly RuleDetail[], certificate: string): RuleDetail[] {
  return details.filter(({ alternatives }) =>
    alternatives.some((needs) => needs.every((need) => isOf(need, certificate))),
  );
}

/** The other rules that the certificate is part of, a line for each way to meet them. */
export function rulesTogether(details: readonly RuleDetail[], certificate: string): JointRule[] {
  const alone = new Set(rulesAlone(details, certificate));
  return details
    .filter((detail) => !alone.has(detail))
    .flatMap((detail) =>
      detail.alternatives
        .filter((needs) => needs.some((need) => isOf(need, certificate)))
        .map((needs) => ({ detail, others: needs.filter((need) => !isOf(need, certificate)) })),
    );
}

/**
 * What one person gets with a certificate by these rules.
 * @param courses count these courses alone
 * @param cap the most that may be converted there
 */
export function holderCredits(
  details: readonly RuleDetail[],
  certificate: string,
  courses?: ReadonlySet<string> | undefined,
  cap = Number.POSITIVE_INFINITY,
): HolderCredits {
  const alone = rulesAlone(details, certificate);
  const together = rulesTogether(details, certificate);
  const most = mostCredits(alone, courses, cap);
  const joint = [...Map.groupBy(together, ({ others }) => keyOf(others))].map(([key, rules]) => ({
    key,
    needs: rules[0]?.others ?? [],
    total: mostCredits([...alone, ...new Set(rules.map(({ detail }) => detail))], courses, cap),
  }));
  return {
    most,
    joint: worthTelling(joint, most),
    sample: restsOnSamples([...alone, ...together.map(({ detail }) => detail)]),
  };
}

/** What one person gets at the best of these places; places are never added up. */
export function bestOf(places: readonly HolderCredits[]): HolderCredits {
  const most = Math.max(0, ...places.map((place) => place.most));
  const found = Map.groupBy(
    places.flatMap(({ joint }) => joint),
    ({ key }) => key,
  );
  const joint = [...found.values()].flatMap((list) =>
    list.toSorted((a, b) => b.total - a.total).slice(0, 1),
  );
  return {
    most,
    joint: worthTelling(joint, most),
    sample: places.some(({ sample }) => sample),
  };
}

function worthTelling(joint: readonly JointCredits[], most: number): JointCredits[] {
  return joint.filter(({ total }) => total > most).toSorted((a, b) => b.total - a.total);
}

function isOf(need: RuleNeed, certificate: string): boolean {
  return need.certificate?.code === certificate;
}

function keyOf(needs: readonly RuleNeed[]): string {
  return needs
    .map(({ row, name }) => `${row.kind} ${row.ref ?? name}`)
    .toSorted()
    .join('|');
}

/** `另持有「甲」可再得 3 学分`, one for each; nothing when the certificate alone gives as much. */
export function jointWords({ most, joint }: HolderCredits): string[] {
  return joint.map(({ needs, total }) => {
    const names = needs.map(({ name }) => `「${name}」`).join('和');
    const verb = needs.every(({ row }) => row.kind === 'certificate') ? '另持有' : '另有';
    return `${verb}${names}可${most > 0 ? '再' : ''}得 ${total - most} 学分`;
  });
}
