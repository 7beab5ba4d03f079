import { createHash } from 'node:crypto';
import type { Bank } from '#domain/bank.ts';
import { type Dataset, datasets } from './open-data.ts';

const BYTE_ORDER_MARK = '\u{feff}';

/** An array of rows, one a line. */
export function jsonOf({ rows }: Dataset): string {
  return `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]\n`;
}

/** CSV (RFC 4180) with a byte order mark, so that Excel reads it as UTF-8; lists joined by `|`. */
export function csvOf({ fields, rows }: Dataset): string {
  const header = fields.map(({ name }) => name);
  const lines = rows.map((row) => header.map((name) => csvCell(row[name] ?? '')));
  return `${BYTE_ORDER_MARK}${[header, ...lines].map((cells) => cells.join(',')).join('\r\n')}\r\n`;
}

function csvCell(value: string | number | string[]): string {
  const text = Array.isArray(value) ? value.join('|') : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** `/data/catalog.json`: what there is, with the digest of each file. */
export async function manifest(bank: Bank): Promise<string> {
  const all = await datasets();
  return `${JSON.stringify(
    {
      title: `${bank.name}开放数据`,
      datasets: all.map((dataset) => ({
        name: dataset.name,
        title: dataset.title,
        rows: dataset.rows.length,
        fields: dataset.fields,
        files: [
          describe(`/data/${dataset.name}.json`, jsonOf(dataset)),
          describe(`/data/${dataset.name}.csv`, csvOf(dataset)),
        ],
        licence: bank.dataLicence,
        updated: dataset.updated ?? null,
      })),
    },
    null,
    2,
  )}\n`;
}

function describe(path: string, text: string) {
  const bytes = Buffer.from(text);
  return {
    path,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    bytes: bytes.length,
  };
}

/** Static paths of `/data/[dataset].json` and `.csv`. */
export async function datasetPaths() {
  const all = await datasets();
  return all.map((dataset) => ({ params: { dataset: dataset.name }, props: { dataset } }));
}
