import { expect, test } from 'vitest';
import { currentLink } from '../../../site/ui/navigation.ts';

test.each([
  ['/', { href: '/', exactly: true }],
  ['/courses/', { href: '/courses/', exactly: true }],
  ['/courses/KC0001/', { href: '/courses/', exactly: false }],
  ['/verify/result/', { href: '/verify/', exactly: false }],
  ['/rules/', { href: undefined, exactly: false }],
  ['/coursesx/', { href: undefined, exactly: false }],
])('the link of the header that %s belongs to', (pathname, current) => {
  expect(currentLink(pathname)).toEqual(current);
});
