import { beforeAll, describe, expect, test } from 'vitest';
import { UnprintableTextError } from '../../verify-api/pdf/shape-text.ts';
import { sampleReport } from './sample-report.ts';
import { openTestPrinter } from './test-printer.ts';

let printer: Awaited<ReturnType<typeof openTestPrinter>>;
beforeAll(async () => {
  printer = await openTestPrinter();
});

describe('characters that a font has', () => {
  test.each([
    '王小明',
    '欧阳䶮',
    '𠮷田',
    '𡋾',
    '〇',
    '阿依古丽·买买提',
    'Zoë Gdańska-Łukasiewicz',
    'Ａｂ１２（全角）',
    '①Ⅲ℃㎡“引号”——……',
    'a\u3000b\u00a0c\u2009d',
    '﨑',
  ])('%s is printable', (text) => {
    expect(printer.unprintable([text])).toEqual([]);
  });

  test('texts are judged in NFC: é as two code points is é', () => {
    expect(printer.unprintable(['Rene\u0301'])).toEqual([]);
  });
});

describe('characters that no font has are named, once each, in order', () => {
  test.each([
    ['王\u{20892}明', ['\u{20892}']],
    ['\u{30000}与\u{30001}与\u{30000}', ['\u{30000}', '\u{30001}']],
    ['བཀྲ', ['བ', 'ཀྲ']],
    ['علي', ['ع', 'ل', 'ي']],
    ['王😀', ['😀']],
    ['\ue000', ['\ue000']],
    ['a\u200bb', ['\u200b']],
    ['a\nb', ['\n']],
    ['\ud842', ['\ud842']],
    ['空白\u3164\u2800', ['\u3164', '\u2800']],
  ])('%j', (text, missing) => {
    expect(printer.unprintable([text])).toEqual(missing);
  });

  test('a base with marks that do not compose, or with a variation selector, is one entry', () => {
    expect(printer.unprintable(['x\u0302y', '葛\u{E0100}城', '\u0301'])).toEqual([
      'x\u0302',
      '葛\u{E0100}',
      '\u0301',
    ]);
  });

  test('over several texts', () => {
    expect(printer.unprintable(['王', '\u{30000}', '李\u{30000}'])).toEqual(['\u{30000}']);
  });
});

test.each([
  ['the name', { holder: { name: '王\u{30000}', idType: 'other', idNumberLast4: '1234' } }],
  ['the office', { office: '分部😀' }],
] as const)('print() refuses %s rather than leave a blank', async (_, changes) => {
  const input = await sampleReport(changes);
  await expect(printer.print(input)).rejects.toThrow(UnprintableTextError);
  await expect(printer.print(input)).rejects.toThrow(/U\+(30000|1F600)/);
});
