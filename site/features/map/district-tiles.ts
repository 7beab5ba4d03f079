import type { District } from '../../loader/schemas/districts.ts';

/** One square of a map of districts. */
export interface Tile {
  code: string;
  /** As it fits on the square: 浦东. */
  label: string;
  name: string;
  /** From 0, west to east and north to south; the map starts at its first used row and column. */
  column: number;
  row: number;
  count: number;
  /** 0 for none, else 1 to 4: the count itself, or how it compares with a largest above 4. */
  shade: number;
}

export interface TileMap {
  columns: number;
  rows: number;
  /** From north to south, then from west to east. */
  tiles: Tile[];
}

const SHADES = 4;

/**
 * Lays the districts of one province out on a grid, at the places that districts.csv gives them.
 * @param province GB/T 2260, two digits; districts elsewhere or without a place are left out
 * @param countOf how many things there are in a district
 */
export function layOutTiles(
  districts: readonly District[],
  province: string,
  countOf: (code: string) => number,
): TileMap {
  const placed = districts.flatMap(({ code, name, mapColumn, mapRow }) =>
    mapColumn === undefined || mapRow === undefined || !code.startsWith(province)
      ? []
      : [{ code, name, column: mapColumn, row: mapRow, count: countOf(code) }],
  );
  const west = Math.min(...placed.map(({ column }) => column));
  const north = Math.min(...placed.map(({ row }) => row));
  const most = Math.max(0, ...placed.map(({ count }) => count));
  const tiles = placed
    .map((place) => ({
      ...place,
      label: shortPlaceName(place.name),
      column: place.column - west,
      row: place.row - north,
      // Small numbers show as themselves: one everywhere is no reason to be dark everywhere.
      shade: Math.ceil((place.count / Math.max(most, SHADES)) * SHADES),
    }))
    .toSorted((a, b) => a.row - b.row || a.column - b.column);
  return {
    columns: Math.max(0, ...tiles.map(({ column }) => column + 1)),
    rows: Math.max(0, ...tiles.map(({ row }) => row + 1)),
    tiles,
  };
}

/**
 * The district that has the square for a place: itself or the nearest one above it, as a county lies
 * in a city; itself when none has one.
 * @param path from the province down to the place
 */
export function squareOf(path: readonly District[], code: string): string {
  const drawn = path.findLast(
    ({ mapColumn, mapRow }) => mapColumn !== undefined && mapRow !== undefined,
  );
  return drawn?.code ?? code;
}

/** 浦东新区 → 浦东, 黄浦区 → 黄浦, 连云港市 → 连云港; a name of two characters stays whole. */
export function shortPlaceName(name: string): string {
  return name.replace(/(?<=..)(新区|区|市|县)$/u, '');
}
