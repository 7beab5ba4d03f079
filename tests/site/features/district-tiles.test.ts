import { expect, test } from 'vitest';
import {
  layOutTiles,
  shortPlaceName,
  squareOf,
} from '../../../site/features/map/district-tiles.ts';

const district = (code: string, name: string, mapColumn?: number, mapRow?: number) => ({
  code,
  name,
  parent: `${code.slice(0, 2)}0000`,
  mapColumn,
  mapRow,
  source: '测试',
});

const districts = [
  district('310116', '金山区', 2, 6),
  district('310115', '浦东新区', 5, 4),
  district('310101', '黄浦区', 4, 4),
  district('310151', '崇明区', 4, 2),
  district('310120', '奉贤区'),
  district('320100', '南京市', 4, 3),
];

test('the map starts at its first used row and column, and reads from north to south', () => {
  const map = layOutTiles(districts, '31', () => 1);
  expect(map.tiles.map(({ label, column, row }) => [label, column, row])).toEqual([
    ['崇明', 2, 0],
    ['黄浦', 2, 2],
    ['浦东', 3, 2],
    ['金山', 0, 4],
  ]);
  expect([map.columns, map.rows]).toEqual([4, 5]);
});

test('districts without a place and of other provinces are left out', () => {
  const codes = layOutTiles(districts, '31', () => 1).tiles.map(({ code }) => code);
  expect(codes).not.toContain('310120');
  expect(codes).not.toContain('320100');
  expect(layOutTiles(districts, '44', () => 1)).toEqual({ columns: 0, rows: 0, tiles: [] });
});

test.each([
  [
    { 310101: 1, 310115: 0 },
    { 310101: 1, 310115: 0 },
  ],
  [
    { 310101: 2, 310115: 4 },
    { 310101: 2, 310115: 4 },
  ],
  [
    { 310101: 1, 310115: 40 },
    { 310101: 1, 310115: 4 },
  ],
  [
    { 310101: 25, 310115: 40 },
    { 310101: 3, 310115: 4 },
  ],
])('counts %j are shaded %j', (counts: Record<string, number>, shades) => {
  const map = layOutTiles(districts, '31', (code) => counts[code] ?? 0);
  const found = Object.fromEntries(
    map.tiles.filter(({ code }) => code in counts).map(({ code, shade }) => [code, shade]),
  );
  expect(found).toEqual(shades);
});

test('a county stands on the square of its city, a place without one above it for itself', () => {
  const province = district('320000', '江苏省');
  const city = district('320100', '南京市', 4, 3);
  const county = district('320106', '鼓楼区');
  expect(squareOf([province, city, county], '320106')).toBe('320100');
  expect(squareOf([province, city], '320100')).toBe('320100');
  expect(squareOf([province, county], '320106')).toBe('320106');
  expect(squareOf([], '')).toBe('');
});

test.each([
  ['浦东新区', '浦东'],
  ['黄浦区', '黄浦'],
  ['连云港市', '连云港'],
  ['城区', '城区'],
  ['密云', '密云'],
])('%s is %s on a square', (name, label) => {
  expect(shortPlaceName(name)).toBe(label);
});
