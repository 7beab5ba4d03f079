import { expect, test } from 'vitest';
import { contentPolicy } from '../../../site/ui/content-policy.ts';
import { htmlFiles, htmlOf } from './built-site.ts';
import { startTags } from './read-html.ts';

/** One line for each page that `faultOf` finds something wrong with. */
function faults(faultOf: (html: string, file: string) => string | undefined): string[] {
  return htmlFiles.flatMap((file) => {
    const fault = faultOf(htmlOf(file), file);
    return fault === undefined ? [] : [`${file}: ${fault}`];
  });
}

test('the site is there', () => {
  expect(htmlFiles).toEqual(
    expect.arrayContaining(['index.html', 'certificates/index.html', 'guides/index.html']),
  );
});

test('every page says its language, and has one title, one h1 and one main', () => {
  expect(
    faults((html, file) => {
      const tags = startTags(html);
      const lang = file.startsWith('verify/en/') ? 'en' : 'zh-CN';
      if (tags.find(({ name }) => name === 'html')?.attributes.get('lang') !== lang) {
        return `no lang="${lang}"`;
      }
      if (!/<title>[^<]+<\/title>/.test(html)) return 'no title';
      for (const once of ['title', 'h1', 'main']) {
        const found = tags.filter(({ name }) => name === once).length;
        if (found !== 1) return `${found} ${once}`;
      }
      const description = tags.find(({ attributes }) => attributes.get('name') === 'description');
      return description?.attributes.get('content') ? undefined : 'no description';
    }),
  ).toEqual([]);
});

test('no two pages share a title', () => {
  const titles = Map.groupBy(htmlFiles, (file) => /<title>([^<]+)/.exec(htmlOf(file))?.[1]);
  expect([...titles].filter(([, files]) => files.length > 1)).toEqual([]);
});

/** The pages with a reader of QR codes. */
const RUNS_WEB_ASSEMBLY = ['verify/index.html', 'verify/en/index.html'];

test('no page carries what its security policy forbids', () => {
  expect(
    faults((html, file) => {
      const tags = startTags(html);
      const [policy, ...further] = tags.filter(
        ({ attributes }) => attributes.get('http-equiv') === 'content-security-policy',
      );
      if (
        further.length > 0 ||
        policy?.attributes.get('content') !== contentPolicy(RUNS_WEB_ASSEMBLY.includes(file))
      ) {
        return 'no policy, or another one';
      }
      const firstLoad = tags.findIndex(({ name }) => name === 'script' || name === 'link');
      if (firstLoad < tags.indexOf(policy)) return 'something is loaded before the policy';
      const written = tags.filter(
        ({ name, attributes }) => name === 'script' && !attributes.has('src'),
      );
      if (written.some(({ attributes }) => attributes.get('type') !== 'application/ld+json')) {
        return 'an inline script';
      }
      if (tags.some(({ attributes }) => attributes.has('style'))) return 'a style attribute';
      if (tags.some(({ attributes }) => [...attributes.keys()].some((key) => /^on/.test(key)))) {
        return 'an event attribute';
      }
      return /<style/.test(html) ? 'a style element' : undefined;
    }),
  ).toEqual([]);
});

test('no page has an empty table, list, heading or link', () => {
  const empty = /<(tbody|tr|ul|ol|dl|h1|h2|h3|a|caption|th|td|dd)(\s[^>]*)?>\s*<\/\1>/;
  expect(faults((html) => empty.exec(html)?.[0])).toEqual([]);
});

test('every id is used once on its page', () => {
  expect(
    faults((html) => {
      const ids = startTags(html).flatMap(({ attributes }) => attributes.get('id') ?? []);
      return ids.find((id, index) => ids.indexOf(id) !== index);
    }),
  ).toEqual([]);
});

test('nothing that went wrong in a template shows', () => {
  expect(faults((html) => />[^<]*(\bundefined\b|\bNaN\b|\[object )[^<]*</.exec(html)?.[0])).toEqual(
    [],
  );
});
