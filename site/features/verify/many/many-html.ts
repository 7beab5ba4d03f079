import { formatReportNumber } from '#domain/report-number.ts';
import type { Column } from '../../../ui/cells.ts';
import { drawIcon } from '../../../ui/draw-icon.ts';
import { drawRow, drawTable } from '../../../ui/draw-table.ts';
import { type Html, html } from '../../../ui/html.ts';
import type { ManyResult } from './many-results.ts';

const COLUMNS: Column[] = [
  { label: '行', kind: 'number' },
  { label: '报告编号', kind: 'code', primary: true },
  { label: '核验结果' },
  { label: '持有人' },
];
const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What came of all rows, with the two files to keep inside their links. */
export function manyHtml(
  results: readonly ManyResult[],
  files: { csv: Uint8Array; workbook: Uint8Array },
): Html {
  const counts = Map.groupBy(results, ({ word }) => word);
  const summary = [...counts].map(([word, same]) => `${word} ${same.length}`).join('，');
  const rows = results.map((result, at) =>
    drawRow(COLUMNS, [
      at + 1,
      /^\d{20}$/.test(result.number) ? formatReportNumber(result.number) : shortened(result.number),
      { text: result.word, note: result.sentence },
      { text: result.holder, note: result.issuedOn && `${result.issuedOn} 签发` },
    ]),
  );
  return html`<section class="section stack" aria-labelledby="many-result">
<h2 id="many-result" tabindex="-1">核验完毕：共 ${results.length} 份</h2>
<p>${summary}。</p>
<p class="actions no-print">
<a class="button" download="核验结果.xlsx" href="${asData(WORKBOOK, files.workbook)}">${drawIcon('download')}下载结果（Excel）</a>
<a class="button plain" download="核验结果.csv" href="${asData('text/csv;charset=utf-8', files.csv)}">${drawIcon('download')}CSV</a>
</p>
<p class="small soft no-print">文件里是您原来的各列，后面加上核验结果、说明、核验时间；填了验证码的还有核验回执，可以留存。</p>
${drawTable({ columns: COLUMNS, rows, caption: '逐份结果' })}
</section>`;
}

function shortened(text: string): string {
  const plain = text.trim();
  return plain.length > 40 ? `${plain.slice(0, 39)}…` : plain;
}

function asData(type: string, bytes: Uint8Array): string {
  return `data:${type};base64,${Buffer.from(bytes).toString('base64')}`;
}
