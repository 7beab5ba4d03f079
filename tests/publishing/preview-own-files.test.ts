import { expect, test } from 'vitest';
import { withOwnFiles } from '../../verify-api/publishing/preview-draft.ts';

test('links and pictures of a draft’s own files lead to the draft, all others to the site', () => {
  const html = [
    '<a href="/news/x/files/%E5%90%8D%E5%8D%95(1).pdf" download="名单.pdf">名单(1).pdf</a>',
    '<img src="/pictures/news/a.png" alt="">',
    '<img src="/pictures/news/aa.png" alt="">',
    '<a href="/downloads/files/other.pdf">other</a>',
    '<a href="https://example.org/a.png">elsewhere</a>',
  ];
  const own = '/api/staff/content/drafts/d1/files';
  expect(withOwnFiles(html.join('\n'), 'd1', ['名单(1).pdf', 'a.png']).split('\n')).toEqual([
    `<a href="${own}/%E5%90%8D%E5%8D%95(1).pdf" download="名单.pdf">名单(1).pdf</a>`,
    `<img src="${own}/a.png" alt="">`,
    html[2],
    html[3],
    html[4],
  ]);
});
