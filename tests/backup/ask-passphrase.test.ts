import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { askPassphrase } from '../../verify-api/backup/ask-passphrase.ts';

/** A terminal at which `typed` is typed, and what it has shown. */
function terminal(...typed: string[]) {
  const raw: boolean[] = [];
  const input = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: (on: boolean) => {
      raw.push(on);
      // Each question is answered once it is asked.
      if (on) setImmediate(() => input.write(typed.shift() ?? '\u0003'));
      return input;
    },
  });
  const output = new PassThrough();
  return {
    source: { file: undefined, input, output } as never,
    raw,
    shown: () => String(output.read() ?? ''),
  };
}

test('a passphrase typed at the terminal is not shown, and is mended by backspace', async () => {
  const at = terminal('一句很长的口令词组x\u007f和数字\r');
  expect(await askPassphrase(at.source)).toBe('一句很长的口令词组和数字');
  expect(at.raw).toEqual([true, false]);
  expect(at.shown()).toBe('口令（不显示）：\n');
});

test('a new one is typed twice', async () => {
  const right = terminal('correct horse battery\r', 'correct horse battery\r');
  expect(await askPassphrase(right.source, { isNew: true })).toBe('correct horse battery');
  const wrong = terminal('correct horse battery\r', 'correct horse batery\r');
  await expect(askPassphrase(wrong.source, { isNew: true })).rejects.toThrow(/不一样/);
});

test('Ctrl-C gives up, and the terminal shows again what is typed', async () => {
  const at = terminal('half\u0003');
  await expect(askPassphrase(at.source)).rejects.toThrow('已取消');
  expect(at.raw).toEqual([true, false]);
});
