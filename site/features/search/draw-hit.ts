import { entityPath, type PagedCatalog } from '../../loader/routes.ts';
import { type Html, html } from '../../ui/html.ts';
import { catalogNames } from '../catalogs/catalog-names.ts';
import {
  MATCH_RANKS,
  type MatchRank,
  type TitleAnswer,
  type TitleHit,
} from './title-index/title-types.ts';

export interface HitGroup {
  catalog: PagedCatalog;
  hits: TitleHit[];
  /** Found in this catalog, those not listed included. */
  total: number;
}

/** What people ask for most first. */
const ORDER: readonly PagedCatalog[] = [
  'certificates',
  'courses',
  'majors',
  'nodes',
  'programs',
  'rules',
  'institutions',
];

/** Hits by catalog: the better match first, then what people ask for most. */
export function groupHits({ hits, totals }: TitleAnswer): HitGroup[] {
  const rank = ({ hits: [best] }: HitGroup) => MATCH_RANKS.indexOf(best?.rank ?? 'fuzzy');
  return [...Map.groupBy(hits, ({ entry }) => entry.catalog as PagedCatalog)]
    .map(([catalog, list]) => ({ catalog, hits: list, total: totals[catalog] ?? list.length }))
    .sort((a, b) => rank(a) - rank(b) || ORDER.indexOf(a.catalog) - ORDER.indexOf(b.catalog));
}

export function hitPath({ entry }: TitleHit): string {
  return entityPath(entry.catalog as PagedCatalog, entry.code);
}

/** The name, its matched part marked unless something else matched. */
export function drawName({ entry, matched, marks }: TitleHit): Html {
  return matched ? html`${entry.name}` : markText(entry.name, marks);
}

/** What tells the entry from others, and why it was found where the name does not show it. */
export function drawNote({ entry, matched, marks, rank, synonym }: TitleHit): Html {
  const parts = [
    entry.current ? undefined : html`现已不再使用`,
    matched && matched.kind !== 'code'
      ? html`${matched.kind === 'alias' ? '又名' : '曾用名'}“${markText(matched.text, marks)}”`
      : undefined,
    synonym && html`“${synonym.term}”指“${synonym.meaning}”`,
    WHY[rank] === undefined ? undefined : html`${WHY[rank]}`,
    entry.about === '' ? undefined : html`${entry.about}`,
  ].filter((part) => part !== undefined);
  return html`${parts.map((part, index) => (index === 0 ? part : html` · ${part}`))}`;
}

/** The code, marked where it is what matched. */
export function drawCode({ entry, matched, marks }: TitleHit): Html {
  return matched?.kind === 'code' ? markText(entry.code, marks) : html`${entry.code}`;
}

const WHY: Partial<Record<MatchRank, string>> = {
  pinyin: '按拼音找到',
  fuzzy: '名称相近',
};

/** “标准课程 12，专业 3” with links to the groups of the page. */
export function drawCounts(groups: readonly HitGroup[]): Html {
  return html`${groups.map(
    ({ catalog, total }, index) =>
      html`${index > 0 && '，'}<a href="#${catalog}">${catalogNames[catalog].title} ${total}</a>`,
  )}`;
}

function markText(text: string, marks: readonly [number, number][]): Html {
  let at = 0;
  const parts: Html[] = [];
  for (const [start, end] of marks) {
    parts.push(html`${text.slice(at, start)}<mark>${text.slice(start, end)}</mark>`);
    at = end;
  }
  return html`${parts}${text.slice(at)}`;
}
