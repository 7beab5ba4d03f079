import type { Bank } from '#domain/bank.ts';
import { OperatorError } from '#domain/operator-error.ts';
import { nameCharacter } from './check-request.ts';
import type { ReportPrinter } from './report-printer.ts';

/**
 * Throws OperatorError when `bank.yaml` holds a text for the report that no font of ours can print:
 * told at start-up, not by the failure of the first report.
 */
export function requirePrintableBank(
  bank: Bank,
  printer: Pick<ReportPrinter, 'unprintable'>,
  file: string,
): void {
  const sentences = printedTexts(bank).flatMap(([where, text]) => {
    const missing = printer.unprintable([text]).map(nameCharacter);
    if (missing.length === 0) return [];
    return [
      `${file} 的 ${where} 里，${missing.join('、')}没有可用的字体，印不到报告上；请换一个字。`,
    ];
  });
  if (sentences.length > 0) throw new OperatorError(sentences);
}

function printedTexts(bank: Bank): [where: string, text: string][] {
  const both = (where: string, { zh, en }: { zh: string; en: string }): [string, string][] => [
    [`${where}.zh`, zh],
    [`${where}.en`, en],
  ];
  return [
    ['name', bank.name],
    ['englishName', bank.englishName],
    ['signatory.title', bank.signatory.title],
    ['signatory.name', bank.signatory.name ?? ''],
    ...Object.entries(bank.reportTypes).flatMap(([type, label]) =>
      both(`reportTypes.${type}`, label),
    ),
    ...bank.outcomeTaxonomy.flatMap(({ category, label, kinds }) => [
      ...both(`outcomeTaxonomy.${category}.label`, label),
      ...Object.entries(kinds).flatMap(([kind, name]) =>
        both(`outcomeTaxonomy.${category}.kinds.${kind}`, name),
      ),
    ]),
  ];
}
