import { expect, test } from 'vitest';
import { sharedPicture } from '../../../site/ui/shared-picture.ts';

test('a bank whose seal is not 积学 is not shown by it where its links are shared', () => {
  expect(sharedPicture({ shortName: '积学学分银行' })).toBe('/share.png');
  expect(sharedPicture({ shortName: '积学学分银行', mark: '沪' })).toBeUndefined();
  expect(sharedPicture({ shortName: '上海学分银行' })).toBeUndefined();
});
