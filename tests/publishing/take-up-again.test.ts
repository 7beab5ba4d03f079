import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Draft, DraftSummary } from '#domain/content-answers.ts';
import { describeOnEachDatabase } from '../support/database.ts';
import { editing, notice } from '../support/editors.ts';
import { createTestService, type TestService } from '../support/service.ts';
import { signedInAs } from '../support/staff.ts';

describeOnEachDatabase('a withdrawn entry', (database) => {
  let service: TestService;
  let author: ReturnType<typeof editing>;
  let reviewer: ReturnType<typeof editing>;
  beforeAll(async () => {
    service = await createTestService(database(), { content: { reviewSteps: 1 } });
    author = editing(service, await signedInAs(service, 'editor'));
    reviewer = editing(service, await signedInAs(service, 'reviewer'));
  });

  const inContent = (file: string) => path.join(service.content.contentDir, 'news', file);
  const publish = async (id: string): Promise<Draft> => {
    await author.step(id, 'submission');
    await reviewer.step(id, 'approval');
    await service.publications.idle();
    return author.draft(id);
  };
  const attachments = (...names: string[]) => ({
    attachments: names.map((file) => ({ file, title: file })),
  });
  const withdrawn = async () =>
    (await author.ask<{ withdrawn: DraftSummary[] }>('GET', 'entries?kind=news')).withdrawn;
  /** Published with one file, then once more with a second. */
  const publishedTwice = async (title: string): Promise<Draft> => {
    const { id } = await author.create({ kind: 'news' });
    expect((await author.attach(id, '一.pdf', '%PDF-1.7 一')).status).toBe(200);
    const fields = notice(title, { ...attachments('一.pdf'), expiresAt: '2026-11-30' });
    await author.save(id, { fields, body: '初稿' });
    const { slug } = await publish(id);
    const edit = await author.create({ kind: 'news', edit: slug as string });
    expect((await author.attach(edit.id, '二.pdf', '%PDF-1.7 二')).status).toBe(200);
    const more = { ...fields, ...attachments('一.pdf', '二.pdf') };
    await author.save(edit.id, { fields: more, body: '改过的正文' });
    return publish(edit.id);
  };
  const withdraw = async ({ slug }: Draft) => {
    await reviewer.ask('POST', `entries/news/${slug}/withdrawal`, { reason: '按错了' });
    await service.publications.idle();
  };

  test('is drafted again as it was, with its address and the files of each of its drafts', async () => {
    const published = await publishedTwice('撤下又发布的通知');
    expect(await withdrawn()).toEqual([]);
    await withdraw(published);
    expect(['一.pdf', '二.pdf'].filter((name) => existsSync(inContent(name)))).toEqual([]);
    const listed = await withdrawn();
    expect(listed.map(({ id }) => id)).toEqual([published.id]);
    const { history } = await author.draft(published.id);
    expect(history.at(-1)).toMatchObject({ kind: 'withdrawn', note: '按错了' });
    expect(history.at(-1)?.byName).not.toBe(published.authorName);

    const again = await author.step(published.id, 'again');
    expect(again).toMatchObject({
      state: 'draft',
      slug: published.slug,
      title: published.title,
      body: '改过的正文',
      replaces: false,
    });
    expect(again.fields).not.toHaveProperty('expiresAt');
    expect(again.files.map(({ name }) => name)).toEqual(['一.pdf', '二.pdf']);
    expect(await withdrawn()).toEqual([]);
    await author.save(again.id, { body: '再次发布' });
    expect(await publish(again.id)).toMatchObject({ state: 'published', slug: published.slug });
    expect(readFileSync(inContent(`${published.slug}.md`), 'utf8')).toContain('再次发布');
    expect(readFileSync(inContent('一.pdf'), 'utf8')).toBe('%PDF-1.7 一');
    expect(readFileSync(inContent('二.pdf'), 'utf8')).toBe('%PDF-1.7 二');
    await withdraw(published);
  });

  test('is drafted again once, and only when nothing has taken its place', async () => {
    const { id, may } = await author.draft((await withdrawn())[0]?.id ?? '');
    expect(may).toEqual(['again']);
    const first = await author.step(id, 'again');
    const second = await author.refused('POST', `drafts/${id}/again`);
    expect(second).toMatchObject({ status: 409 });
    expect(second.detail).toContain('已经有一份没有发布的草稿');
    await publish(first.id);
    const late = await author.refused('POST', `drafts/${id}/again`);
    expect(late.detail).toContain('已经又有内容了');
  });

  test('is all that is drafted again, and by editors alone', async () => {
    const { id } = await author.create({ kind: 'news' });
    const open = await author.refused('POST', `drafts/${id}/again`);
    expect(open).toMatchObject({ status: 409, detail: '只有撤下的内容才能重新起草。' });
    expect(await author.refused('POST', 'drafts/nothing/again')).toMatchObject({ status: 404 });
    expect(await reviewer.refused('POST', `drafts/${id}/again`)).toMatchObject({ status: 403 });
  });
});
