import { expect, test } from 'vitest';
import { bankSchema } from '#domain/bank.ts';
import { z } from '#domain/chinese-schema.ts';
import { faultsOf } from '#domain/faults.ts';
import { reportRequestSchema } from '#domain/report-request.ts';
import { revocationRequestSchema } from '#domain/revocation.ts';
import { verificationRequestSchema } from '#domain/verification.ts';

const values = [undefined, null, [], [[]], {}, 7, -1, 0.5, '', '?', true, 'x'.repeat(3000)];
const MACHINE_WORDS = /[a-z]{3,}|无效|期望|实际接收|null/i;

test.each(
  Object.entries({ reportRequestSchema, revocationRequestSchema, verificationRequestSchema }),
)('every message of %s is Chinese whatever is sent', (_, schema) => {
  const bodies: unknown[] = [...values];
  for (const key of Object.keys(schema.shape)) {
    for (const value of values) bodies.push({ [key]: value }, { [key]: [value] });
  }
  for (const key of ['name', 'idType', 'idNumber']) {
    for (const value of values) bodies.push({ holder: { [key]: value } });
  }
  for (const key of ['kind', 'category', 'title', 'credits', 'obtainedOn', 'ratio']) {
    for (const value of values) {
      bodies.push({ outcomes: [{ [key]: value }], conversions: [{ [key]: value }] });
    }
  }
  for (const body of bodies) {
    const parsed = schema.safeParse(body);
    for (const { message } of parsed.success ? [] : faultsOf(parsed.error, body)) {
      expect(message).toMatch(/\p{Script=Han}/u);
      // Names and values that the caller is to type stay as they are typed.
      const words = message.replaceAll(
        /[a-z]+(-[a-z]+)+|idNumber|number|code|academic|qualification|technician|other|program/g,
        '',
      );
      expect(words, JSON.stringify(body)?.slice(0, 200)).not.toMatch(MACHINE_WORDS);
    }
  }
});

test('a wrong type is told by name, what is expected and what is there', () => {
  const messages = (schema: z.ZodType, input: unknown) =>
    schema.safeParse(input).error?.issues.map(({ message }) => message);
  expect(messages(verificationRequestSchema, [])).toEqual(['应为对象，这里是列表']);
  expect(messages(verificationRequestSchema, 'x')).toEqual(['应为对象，这里是文字']);
  expect(messages(verificationRequestSchema, null)).toEqual(['应为对象，这里是空值']);
  expect(messages(z.array(z.int()).max(1), [1, 2])).toEqual(['最多 1 项']);
  expect(messages(z.int().min(1), 0)).toEqual(['至少 1']);
  expect(messages(z.enum(['a', 'b']), 'c')).toEqual(['应为 a、b 之一']);
  expect(messages(bankSchema, { name: 3 })).toContain('应为文字，这里是数字');
});
