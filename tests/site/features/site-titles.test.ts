import { afterEach, expect, test, vi } from 'vitest';
import { siteTitles } from '../../../site/features/search/site-titles.ts';
import { characterKnowledge } from '../../../site/features/search/title-index/character-knowledge.ts';
import { writeTitleIndex } from '../../../site/features/search/title-index/write-title-index.ts';

afterEach(() => vi.unstubAllEnvs());

test('titles are kept while the file is the same, and read anew when a release brings another', async () => {
  vi.stubEnv('DEV', false);
  const file = { etag: '', text: '' };
  const publish = (etag: string, name: string) => {
    const entry = { catalog: 'courses', code: 'KC0001', name, current: true, about: '' };
    const entries = [{ ...entry, aliases: [], formerNames: [] }];
    Object.assign(file, { etag, text: writeTitleIndex(entries, [], characterKnowledge) });
  };
  const sent: number[] = [];
  const service = async (request: Request) => {
    const same = request.headers.get('If-None-Match') === file.etag;
    sent.push(same ? 304 : 200);
    return new Response(same ? null : file.text, {
      status: same ? 304 : 200,
      headers: { ETag: file.etag },
    });
  };
  const found = async (query: string) => (await siteTitles(service)).search(query).total;

  publish('W/"1"', '电子商务概论');
  expect([await found('电子商务'), await found('财务会计')]).toEqual([1, 0]);
  publish('W/"2"', '财务会计');
  expect([await found('电子商务'), await found('财务会计')]).toEqual([0, 1]);
  expect(sent).toEqual([200, 304, 200, 304]);
  await expect(siteTitles(async () => new Response(null, { status: 404 }))).rejects.toThrow('404');
});
