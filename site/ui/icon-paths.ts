/**
 * The icon set: 24 × 24, drawn with a 2-unit round stroke in the current colour.
 * One path each; also used by the verification script, so nothing here may import Astro.
 */
export const iconPaths = {
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM20 20l-4.7-4.7',
  filter: 'M4 6.5h16M7 12h10M10 17.5h4',
  check: 'M4.5 12.5l5 5 10-11',
  scan: 'M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5M8 8h3v3H8V8ZM13 8h3v3h-3V8ZM8 13h3v3H8v-3ZM13 13h3v3',
  cross: 'M6 6l12 12M18 6L6 18',
  swap: 'M4 8.5h15l-4-4M20 15.5H5l4 4',
  clock: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 7v5.3l3.5 2.2',
  question: 'M8.8 9a3.3 3.3 0 1 1 5 2.8c-1.2.8-1.8 1.4-1.8 2.7M12 18.4v.1',
  mismatch: 'M5 9h14M5 15h14M15.5 4.5l-7 15',
  warning: 'M12 4L2.8 19.5h18.4L12 4ZM12 10v4.5M12 17v.1',
  offline: 'M3.5 9.5a12.5 12.5 0 0 1 17 0M7 13.3a7.3 7.3 0 0 1 10 0M12 18v.1M4 20L20 4',
  info: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 11v5.5M12 7.6v.1',
  pause: 'M9 6v12M15 6v12',
  stop: 'M5.8 5.8l12.4 12.4M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17Z',
  next: 'M9 5l7 7-7 7',
  previous: 'M15 5l-7 7 7 7',
  download: 'M12 4v11.5M7 11l5 5 5-5M4.5 20h15',
  print: 'M7 8.5V4h10v4.5M7 17H4V9.5h16V17h-3M7 14h10v6H7v-6Z',
  outward: 'M9 5H5v14h14v-4M13 5h6v6M19 5l-8.5 8.5',
  phone:
    'M5 4h4l1.8 4.5L8.5 10a10 10 0 0 0 5.5 5.5l1.5-2.3L20 15v4c0 .6-.4 1-1 1A15 15 0 0 1 4 5c0-.6.4-1 1-1Z',
  mail: 'M3.5 6h17v12.5h-17V6ZM4 6.5l8 6.5 8-6.5',
  place:
    'M12 21s7-6.3 7-11.5a7 7 0 1 0-14 0C5 14.7 12 21 12 21ZM12 11.8a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.600Z',
  file: 'M6 3.5h8l4.5 4.5v12.5H6v-17ZM13.5 3.5V8.5h5M9 13h6M9 16.5h6',
} as const;

export type IconName = keyof typeof iconPaths;
