import { expect, test } from 'vitest';
import type { Bank } from '#domain/bank.ts';
import { requirePrintableBank } from '../../verify-api/reports/require-printable-bank.ts';
import { fakePrinter } from '../support/fake-printer.ts';
import { bank } from '../support/service.ts';

const check = (changed: Bank) => () => requirePrintableBank(changed, fakePrinter, 'bank.yaml');
const label = { zh: '一𰻞', en: 'One' };

test('the demonstration bank can be printed', () => {
  expect(check(bank)).not.toThrow();
});

test.each<[string, Partial<Bank>]>([
  ['name', { name: '𰻞银行' }],
  ['englishName', { englishName: 'The 𰻞 Bank' }],
  ['signatory.title', { signatory: { title: '𰻞主任' } }],
  ['signatory.name', { signatory: { title: '主任', name: '王𰻞' } }],
  ['reportTypes.leisure.zh', { reportTypes: { leisure: label } }],
  [
    'outcomeTaxonomy.other.label.zh',
    { outcomeTaxonomy: [{ category: 'other', label, kinds: {} }] },
  ],
  [
    'outcomeTaxonomy.other.kinds.skill.zh',
    {
      outcomeTaxonomy: [
        { category: 'other', label: { ...label, zh: '一' }, kinds: { skill: label } },
      ],
    },
  ],
])('an unprintable %s is named, with the character', (where, changes) => {
  expect(check({ ...bank, ...changes })).toThrow(
    `bank.yaml 的 ${where} 里，“𰻞”（U+30EDE）没有可用的字体，印不到报告上；请换一个字。`,
  );
});

test('texts that are not printed on a report may hold any character', () => {
  expect(check({ ...bank, purpose: '𰻞', shortName: '𰻞' })).not.toThrow();
});
