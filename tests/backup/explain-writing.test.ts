import { expect, test } from 'vitest';
import { OperatorError } from '#domain/operator-error.ts';
import { explainWriting } from '../../verify-api/backup/write-backup.ts';

const fault = (code: string) => Object.assign(new Error('from the system'), { code });

test('what the operator can mend is said in a sentence, anything else is passed on', () => {
  expect(explainWriting(fault('ENOSPC'), '/mnt/nas')).toMatchObject({
    name: 'OperatorError',
    message: expect.stringMatching(/^\/mnt\/nas 所在的磁盘已满/),
  });
  expect(explainWriting(fault('EACCES'), '/mnt/nas')).toBeInstanceOf(OperatorError);
  const bug = new TypeError('a bug');
  expect(explainWriting(bug, '/mnt/nas')).toBe(bug);
});
