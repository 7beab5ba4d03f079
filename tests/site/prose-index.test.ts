import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { findProse, type Pagefind } from '../../site/features/search/find-prose.ts';
import { proseExcerpt } from '../../site/features/search/prose-excerpt.ts';
import {
  joinWords,
  partCharacters,
  phraseQueries,
} from '../../site/features/search/single-characters.ts';
import { buildDay, isPublished } from '../../site/loader/is-published.ts';
import { allProse } from '../../site/loader/read-content.ts';
import type { ProseEntry } from '../../site/loader/read-prose.ts';
import { prosePath } from '../../site/loader/routes.ts';
import type { ProseFields } from '../../site/loader/schemas/prose.ts';
import { content, SITE } from './pages/built-site.ts';

const INDEX = path.resolve(SITE, 'pagefind');
const PHRASES = 40;
const SEED = 20261121;
let pagefind: Pagefind;

/** What an entry says to a reader, its Markdown taken off. */
function wordsOf(entry: ProseEntry): string {
  return [...fieldsOf(entry), entry.body]
    .join('\n')
    .replace(/\]\([^)]*\)/g, '')
    .replace(/[[*`]/g, '');
}

function fieldsOf({ data }: ProseEntry): string[] {
  if ('node' in data) return [];
  if (!('steps' in data)) return [data.title, ...listedOn(data)];
  return [data, ...(data.variants ?? [])].flatMap(
    ({ title, summary, steps, materials, time, where }) => {
      const said = steps.flatMap((step) => [step.title, step.text]);
      return [title, summary, time, where, ...materials, ...said];
    },
  );
}

/** What a page lists beside its text: departments, where to ask, what happened. */
function listedOn(data: ProseEntry['data']): string[] {
  const {
    departments = [],
    enquiries = [],
    milestones = [],
  } = data as Partial<ProseFields['pages']>;
  return [
    ...departments.flatMap(({ name, duties }) => [name, duties]),
    ...enquiries.flatMap(({ question, desk }) => [question, desk]),
    ...milestones.map(({ text }) => text),
  ];
}

const texts = allProse(content)
  .filter(({ data }) => isPublished(data, buildDay()))
  .map((entry) => ({
    kind: entry.kind,
    href: prosePath(entry.kind, entry.slug) + (entry.kind === 'nodes' ? '#regulations' : ''),
    words: wordsOf(entry),
  }));

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * 3 to 6 neighbouring Chinese characters with no punctuation between: an entry of help, guides or
 * news, a run of characters in it, a place in the run, each drawn evenly.
 */
function drawPhrases(count: number): string[] {
  const random = randomFrom(SEED);
  const upTo = (end: number) => Math.floor(random() * end);
  const runs = texts
    .filter(({ kind }) => ['help', 'guides', 'news'].includes(kind))
    .map(({ words }) => words.match(/\p{Script=Han}{3,}/gu) ?? []);
  const phrases = new Set<string>();
  while (phrases.size < count) {
    const run = [...(runs[upTo(runs.length)] ?? [])];
    const characters = [...(run[upTo(run.length)] ?? '')];
    const length = Math.min(3 + upTo(4), characters.length);
    const start = upTo(characters.length - length + 1);
    if (length >= 3) phrases.add(characters.slice(start, start + length).join(''));
  }
  return [...phrases];
}

async function hrefsFor(query: string): Promise<string[]> {
  return (await findProse(pagefind, query, 10)).hits.map(({ href }) => href);
}

beforeAll(async () => {
  // Pagefind's browser module fetches the files that lie beside it.
  vi.stubGlobal('fetch', async (address: string) => {
    const bytes = await readFile(new URL(address.replace(/\?.*$/, '')));
    return new Response(new Uint8Array(bytes));
  });
  const module = await import(/* @vite-ignore */ pathToFileURL(`${INDEX}/pagefind.js`).href);
  await module.options({ baseUrl: '/' });
  pagefind = module;
});

describe('the full-text index of the built site', () => {
  it('finds 40 phrases drawn from help, guides and news: recall@10 of at least 0.95', async () => {
    const recalls = [];
    const missed = [];
    for (const phrase of drawPhrases(PHRASES)) {
      const wanted = texts.filter(({ words }) => words.includes(phrase)).map(({ href }) => href);
      const found = (await hrefsFor(phrase)).filter((href) => wanted.includes(href));
      const recall = found.length / Math.min(10, wanted.length);
      if (recall < 1) missed.push(`${phrase}: ${found} of ${wanted}`);
      recalls.push(recall);
    }
    expect(recalls).toHaveLength(PHRASES);
    const mean = recalls.reduce((sum, recall) => sum + recall, 0) / recalls.length;
    expect(mean, `missed:\n${missed.join('\n')}`).toBeGreaterThanOrEqual(0.95);
  });

  it('finds each entry by its title', async () => {
    for (const entry of texts.filter(({ kind }) => kind !== 'nodes')) {
      const [title = ''] = entry.words.split('\n');
      expect(await hrefsFor(title), title).toContain(entry.href);
    }
  });

  it('finds only what holds every part of the query', async () => {
    const both = await hrefsFor('账户 核验');
    expect(both.length).toBeGreaterThan(0);
    for (const href of both) {
      const words = texts.find((text) => text.href === href)?.words;
      expect(words).toContain('账户');
      expect(words).toContain('核验');
    }
    expect(await hrefsFor('账户 天文望远镜')).toEqual([]);
    expect(await hrefsFor('？！')).toEqual([]);
  });

  it('marks the phrase in the excerpt and shows the title as written', async () => {
    const { hits } = await findProse(pagefind, '委托书', 10);
    const hit = hits.find(({ href }) => href === '/help/#someone-else');
    expect(hit).toMatchObject({ title: '可以请别人代办开户吗？', kind: '帮助' });
    expect(hit?.excerpt.filter(({ marked }) => marked).map(({ text }) => text)).toEqual(['委托书']);
  });

  it('names the node whose regulations it found', async () => {
    const { hits } = await findProse(pagefind, '转换申请人须备', 10);
    expect(hits.length).toBeGreaterThan(0);
    for (const { href, title, kind } of hits) {
      expect(href).toMatch(/^\/nodes\/[^/]+\/#regulations$/);
      expect(kind).toBe('网点规定');
      expect(title).toMatch(/.的转换规定$/);
    }
  });

  it('holds prose alone, and none of the search boxes that Pagefind brings', async () => {
    const files = await readdir(INDEX, { recursive: true });
    expect(files.filter((file) => /ui|highlight/.test(file))).toEqual([]);
    expect(files.filter((file) => file.endsWith('.pf_fragment'))).toHaveLength(texts.length);
    const sizes = await Promise.all(files.map((file) => stat(path.join(INDEX, file))));
    const bytes = sizes.reduce((sum, { size }) => sum + size, 0);
    expect(bytes / texts.length).toBeLessThan(10_000);
  });
});

describe('single characters', () => {
  it('are parted in text, and tags and entities left alone', () => {
    expect(partCharacters('<p title="中文">复议，<b>NCRE</b>一级A &amp; 30日</p>')).toBe(
      '<p title="中文"> 复 议，<b> NCRE</b> 一 级 A &amp; 30 日</p>',
    );
  });

  it('make one exact search of each part of a query', () => {
    expect(phraseQueries(' “三十日”　ＮＣＲＥ－１复议 ')).toEqual(['"三 十 日"', '"NCRE1 复 议"']);
    expect(phraseQueries('<img src=x>')).toEqual(['"img"', '"srcx"']);
    expect(phraseQueries('，。')).toEqual([]);
  });

  it('come together as they were written', () => {
    const text = '用 Web Page 申请复议，30日内。';
    expect(joinWords(partCharacters(text).split(/\s+/).filter(Boolean))).toBe(
      '用Web Page申请复议，30日内。',
    );
  });
});

describe('proseExcerpt', () => {
  const shown = (text: string, locations: number[]) =>
    proseExcerpt(partCharacters(text), locations)
      .map(({ text: piece, marked }) => (marked ? `[${piece}]` : piece))
      .join('');

  it('begins with the sentence of the match and leaves punctuation outside the mark', () => {
    expect(shown('前一句。可以复议，一次。', [5, 6])).toBe('可以[复议]，一次。');
  });

  it('says where a long text was cut', () => {
    const long = shown(`${'前'.repeat(90)}复议${'后'.repeat(90)}`, [90, 91]);
    expect(long).toMatch(/^…前+\[复议\]后+…$/);
  });

  it('keeps what looks like a tag as text', () => {
    expect(shown('写作<b>复议</b>', [])).toBe('写作<b>复议</b>');
  });
});

describe('scripts/index-prose.ts', () => {
  it('fails with one Chinese sentence when there is nothing to index', async () => {
    const empty = await mkdtemp(path.join(tmpdir(), 'jixue-prose-'));
    const failed = promisify(execFile)(process.execPath, ['scripts/index-prose.ts', empty]);
    await expect(failed).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^全文检索没有建成（.*没有可以检索的文章）.*。\n$/),
    });
    await rm(empty, { recursive: true });
  });
});
