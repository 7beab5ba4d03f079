import type { BilingualLabel } from '#domain/bank.ts';
import type { Credential, CredentialOutcome } from '#domain/credential.ts';
import { outcomeCategories } from '#domain/outcome-kinds.ts';
import { planBilingualLine } from './bilingual-line.ts';
import { words } from './labels.ts';
import {
  conversionColumns,
  familyOf,
  type NumberedOutcome,
  outcomeColumns,
} from './outcome-columns.ts';
import type { ReportPages } from './report-pages.ts';
import { drawTable, openingHeight } from './table.ts';
import { planTable, type TablePlan } from './table-plan.ts';
import { styles } from './theme.ts';

interface Section {
  heading: BilingualLabel;
  tables: { caption?: BilingualLabel; plan: TablePlan }[];
}

const NUMERALS = '一二三四五六七八九十';
const ABOVE_TABLE = 10;
const BELOW_CAPTION = 2;

/**
 * The outcomes by category and kind, then the conversions. `closing` is the height of what must
 * stand on the same page as the last row.
 */
export function drawSections(pages: ReportPages, credential: Credential, closing: number): void {
  const sections = [
    ...groupOutcomes(credential.outcomes).map((group) => outcomeSection(pages, group)),
    ...conversionSections(pages, credential),
  ];
  sections.forEach(({ heading, tables }, at) => {
    tables.forEach(({ caption, plan }, tableAt) => {
      const last = at === sections.length - 1 && tableAt === tables.length - 1;
      const after = last ? closing : 0;
      const opening = planOpening(pages, at, tableAt === 0 ? heading : undefined, caption);
      pages.ensure(opening.height + openingHeight(pages, plan, after));
      opening.draw();
      drawTable(pages, plan, after);
    });
  });
}

/** The heading of a section's first table, and a table's caption. */
function planOpening(
  pages: ReportPages,
  at: number,
  heading: BilingualLabel | undefined,
  caption: BilingualLabel | undefined,
) {
  const lines = [
    heading && {
      above: pages.spacing.aboveSection,
      below: pages.spacing.belowHeading,
      ...planBilingualLine(
        pages,
        { zh: `${NUMERALS[at] ?? at + 1}、${heading.zh}`, en: heading.en },
        styles.section,
        styles.sectionEnglish,
      ),
    },
    caption && {
      above: heading ? 0 : ABOVE_TABLE,
      below: BELOW_CAPTION,
      ...planBilingualLine(pages, caption, styles.caption, styles.captionEnglish),
    },
  ].filter((line) => line !== undefined);
  return {
    height: lines.reduce((sum, { above, height, below }) => sum + above + height + below, 0),
    draw() {
      for (const { above, height, below, draw } of lines) {
        const space = pages.atTop ? 0 : above;
        draw(pages.y - space);
        pages.y -= space + height + below;
      }
    },
  };
}

/** By category and then by kinds of the same fields, numbered in the order they are printed. */
function groupOutcomes(outcomes: readonly CredentialOutcome[]): NumberedOutcome[][][] {
  const categories = new Map<string, Map<string, CredentialOutcome[]>>();
  for (const category of outcomeCategories) {
    for (const outcome of outcomes.filter((one) => one.category === category)) {
      const heading = `${category} ${outcome.labels.category.zh}`;
      const tables = entry(categories, heading, () => new Map<string, CredentialOutcome[]>());
      entry(tables, familyOf(outcome.kind), () => [] as CredentialOutcome[]).push(outcome);
    }
  }
  let index = 0;
  return [...categories.values()].map((tables) =>
    [...tables.values()].map((rows) =>
      rows.map((row) => {
        index += 1;
        return { ...row, index };
      }),
    ),
  );
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key) ?? make();
  map.set(key, found);
  return found;
}

function outcomeSection(pages: ReportPages, tables: NumberedOutcome[][]): Section {
  const first = tables[0]?.[0] as NumberedOutcome;
  const heading = first.labels.category;
  const planned = {
    heading,
    tables: tables.map((rows): Section['tables'][number] => {
      const plan = planTable(pages, outcomeColumns(rows), rows);
      const kinds = new Map(rows.map(({ labels: { kind } }) => [kind.zh, kind.en]));
      const told = tables.length === 1 && (kinds.size > 1 || kinds.has(heading.zh));
      const caption = { zh: [...kinds.keys()].join('、'), en: [...kinds.values()].join(', ') };
      return told ? { plan } : { plan, caption };
    }),
  };
  return pages.spacing.captionInHeading ? withoutCaption(planned) : planned;
}

function withoutCaption(section: Section): Section {
  const [only, ...others] = section.tables;
  if (only?.caption === undefined || others.length > 0) return section;
  const { plan, caption } = only;
  const { zh, en } = section.heading;
  return {
    heading: { zh: `${zh}：${caption.zh}`, en: `${en}: ${caption.en}` },
    tables: [{ plan }],
  };
}

function conversionSections(pages: ReportPages, { conversions }: Credential): Section[] {
  if (conversions.length === 0) return [];
  const plan = planTable(pages, conversionColumns(conversions), conversions);
  return [{ heading: words.conversions, tables: [{ plan }] }];
}
