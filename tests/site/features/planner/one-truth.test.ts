import { expect, test } from 'vitest';
import { findUses } from '#domain/planner/find-uses.ts';
import { planPlace } from '#domain/planner/plan-place.ts';
import { creditedPlaces } from '../../../../site/features/catalogs/places.ts';
import { placesFile, rulesFile } from '../../../../site/features/planner/planner-data.ts';
import { buildDay } from '../../../../site/loader/is-published.ts';
import { bank } from '../../pages/built-site.ts';

const { rules } = rulesFile(bank);
const places = placesFile(bank).places.map(([node, major, total, cap, ...table]) => ({
  node,
  major,
  total,
  cap,
  courses: table.flatMap((course) => (typeof course === 'string' ? [{ course, credits: 0 }] : [])),
}));

test('what a page says of a certificate at a place, the planner finds there too', () => {
  const wrong: string[] = [];
  let compared = 0;
  for (const { code } of bank.certificates) {
    // The page supposes a score, a grade and a date that are good enough.
    const holding = { id: '0', kind: 'certificate', ref: code } as const;
    const found = findUses(rules, [holding], {}, () => undefined, buildDay());
    const credited = creditedPlaces(bank, code).filter(({ open }) => open);
    for (const place of places) {
      const { possible } = planPlace(place, found);
      const page = credited.find(
        ({ node, major }) => node.code === place.node && major.code === place.major,
      );
      const said = page?.most ?? 0;
      // The planner may ask whether a person belongs to several groups of learners; a page cannot.
      const asks = found.uses.some(({ doubts }) => doubts.length > 0);
      if (asks ? said > possible.credits : said !== possible.credits) {
        wrong.push(`${code} ${place.node} ${place.major}: ${said} and ${possible.credits}`);
      }
      if (said > 0) compared += 1;
    }
  }
  expect(wrong).toEqual([]);
  expect(compared).toBeGreaterThan(100);
});
