import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ContentTasks, Draft, Publication } from '#domain/content-answers.ts';
import { describeOnEachDatabase } from '../support/database.ts';
import { editing, notice } from '../support/editors.ts';
import { createTestService, type TestService } from '../support/service.ts';
import { type StaffBrowser, signedInAs } from '../support/staff.ts';

const livePage = ({ content }: TestService) => {
  const page = path.join(content.dist, 'current/client/index.html');
  return existsSync(page) ? readFileSync(page, 'utf8') : '';
};
const entryFile = ({ content }: TestService, file: string) => path.join(content.contentDir, file);

describeOnEachDatabase('a draft', (database) => {
  describe.each([1, 2, 3])('with %i reviews', (reviewSteps) => {
    let service: TestService;
    let editor: StaffBrowser;
    let reviewers: StaffBrowser[];
    beforeAll(async () => {
      service = await createTestService(database(), { content: { reviewSteps } });
      editor = await signedInAs(service, 'editor');
      reviewers = [];
      for (let at = 0; at < reviewSteps; at += 1) {
        reviewers.push(await signedInAs(service, 'reviewer'));
      }
    });
    // It would take up what the next service queues in the same database.
    afterAll(() => service.publications.stop());

    test('is written, reviewed by as many people, published and withdrawn', async () => {
      const author = editing(service, editor);
      const title = `关于${reviewSteps}审的通知`;
      const { id, slug } = await author.create({ kind: 'news' });
      expect(slug).toBeNull();
      const saved = await author.save(id, { fields: notice(title), body: '正文。' });
      expect(saved).toMatchObject({
        title,
        state: 'draft',
        version: 2,
        faults: [],
        steps: reviewSteps,
      });
      expect(saved.slug).toMatch(/^2026-11-/);
      const file = `news/${saved.slug}.md`;
      expect((await author.step(id, 'submission')).state).toBe('review');

      for (const [at, reviewer] of reviewers.entries()) {
        const mine = editing(service, reviewer);
        const { waiting } = await mine.ask<ContentTasks>('GET', 'tasks');
        expect(waiting.map((each) => each.id)).toContain(id);
        expect(existsSync(entryFile(service, file))).toBe(false);
        const answer = await mine.step(id, 'approval');
        expect(answer).toMatchObject(
          at + 1 < reviewSteps ? { state: 'review', step: at + 2 } : { state: 'approved', step: 0 },
        );
        const { waiting: after } = await mine.ask<ContentTasks>('GET', 'tasks');
        expect(after.map((each) => each.id)).not.toContain(id);
      }
      await service.publications.idle();

      const published = await author.draft(id);
      expect(published.state).toBe('published');
      expect(published.history.map(({ kind }) => kind)).toEqual([
        'created',
        'saved',
        'submitted',
        ...reviewers.map(() => 'approved'),
        'published',
      ]);
      expect(livePage(service)).toContain(title);
      const text = readFileSync(entryFile(service, file), 'utf8');
      expect(text).toContain(`indexNumber: DEMO-${saved.slug}`);
      expect(text).toContain('publishedAt: 2026-11-22');
      const entry = await author.ask<{ history: { author: string; message: string }[] }>(
        'GET',
        `entries/news/${saved.slug}`,
      );
      expect(entry.history).toMatchObject([
        { author: published.authorName, message: `发布：${title}` },
      ]);
      expect(readdirSync(service.content.stagingDir)).toEqual([]);

      const [last] = reviewers;
      const publication = await editing(service, last as StaffBrowser).ask<Publication>(
        'POST',
        `entries/news/${saved.slug}/withdrawal`,
        { reason: '有误' },
      );
      await service.publications.idle();
      expect(livePage(service)).not.toContain(title);
      expect(existsSync(entryFile(service, file))).toBe(false);
      expect((await author.draft(id)).state).toBe('withdrawn');
      const { publications } = await author.ask<{ publications: Publication[] }>(
        'GET',
        'publications',
      );
      expect(publications.find((each) => each.id === publication.id)?.state).toBe('done');
    });

    test('is not reviewed by whoever wrote in it, nor twice by one person', async () => {
      const administrator = await signedInAs(service, 'administrator');
      const writer = editing(service, administrator);
      const { id } = await writer.create({ kind: 'news' });
      await writer.save(id, { fields: notice('管理员写的') });
      const sent = await writer.step(id, 'submission');
      expect(sent.may).not.toContain('approve');
      const own = await writer.refused('POST', `drafts/${id}/approval`, { version: sent.version });
      expect(own).toMatchObject({ status: 409, code: 'own-work' });
      const author = editing(service, editor);
      const forbidden = await author.refused('POST', `drafts/${id}/approval`, { version: 2 });
      expect(forbidden.status).toBe(403);

      const reviewer = editing(service, reviewers[0] as StaffBrowser);
      const stale = await reviewer.refused('POST', `drafts/${id}/approval`, { version: 1 });
      expect(stale).toMatchObject({ status: 409, code: 'conflict' });
      await reviewer.step(id, 'approval');
      const again = await reviewer.refused('POST', `drafts/${id}/approval`, { version: 2 });
      expect(again).toMatchObject({ status: 409, code: reviewSteps > 1 ? 'own-work' : 'conflict' });
      await service.publications.idle();
    });
  });

  describe('in the hands of several people', () => {
    let service: TestService;
    let one: ReturnType<typeof editing>;
    let other: ReturnType<typeof editing>;
    let reviewer: ReturnType<typeof editing>;
    beforeAll(async () => {
      service = await createTestService(database());
      one = editing(service, await signedInAs(service, 'editor'));
      other = editing(service, await signedInAs(service, 'editor'));
      reviewer = editing(service, await signedInAs(service, 'reviewer'));
    });

    test('keeps the first save of two, and tells the second', async () => {
      const { id, version } = await one.create({ kind: 'news' });
      await one.save(id, { fields: notice('甲改的'), version });
      const refusal = await other.refused('PUT', `drafts/${id}`, {
        version,
        fields: notice('乙改的'),
        body: '',
      });
      expect(refusal).toMatchObject({ status: 409, code: 'conflict' });
      expect((await other.draft(id)).title).toBe('甲改的');
    });

    test('keeps one of two saves that come at the same time', async () => {
      const { id, version } = await one.create({ kind: 'news' });
      const path = `/api/staff/content/drafts/${id}`;
      const answers = await Promise.allSettled([
        one.ask<Draft>('PUT', `drafts/${id}`, { version, fields: notice('甲'), body: '' }),
        other.ask<Draft>('PUT', `drafts/${id}`, { version, fields: notice('乙'), body: '' }),
      ]);
      const kept = answers.filter(({ status }) => status === 'fulfilled');
      expect(kept, path).toHaveLength(1);
      expect((await one.draft(id)).version).toBe(2);
    });

    test('of a published entry is one, and names who holds it', async () => {
      const draft = await one.create({ kind: 'news', edit: 'last-year' });
      expect(draft).toMatchObject({ slug: 'last-year', replaces: true, title: '去年的通知' });
      const refusal = await other.refused('POST', 'drafts', { kind: 'news', edit: 'last-year' });
      expect(refusal.status).toBe(409);
      expect(refusal.detail).toContain(draft.authorName);
      expect(refusal.faults?.[0]?.path).toBe(`$.drafts.${draft.id}`);
      expect((await one.step(draft.id, 'drop')).state).toBe('dropped');
      const next = await other.create({ kind: 'news', edit: 'last-year' });
      await other.step(next.id, 'drop');
    });

    test('copies text and fields of an entry, but not what is that entry’s alone', async () => {
      const copy = await one.create({ kind: 'news', copy: 'last-year' });
      expect(copy).toMatchObject({ slug: null, title: '去年的通知', body: '去年的正文。' });
      expect(Object.keys(copy.fields)).toEqual(['title', 'category']);
    });

    test('saves what has faults and says so, but does not take it into review', async () => {
      const { id } = await one.create({ kind: 'news' });
      const saved = await one.save(id, { fields: notice('有坏链接'), body: '见[这里](/gone/)。' });
      expect(saved.faults).toMatchObject([{ field: 'body' }]);
      const refusal = await one.refused('POST', `drafts/${id}/submission`, { version: 2 });
      expect(refusal.status).toBe(422);
      expect(refusal.faults).toEqual([{ path: '$.body', message: '链接 /gone/ 没有这个页面' }]);
      expect((await one.draft(id)).state).toBe('draft');
    });

    test('goes back with a note, is mended and sent again', async () => {
      const { id } = await one.create({ kind: 'news' });
      await one.save(id, { fields: notice('要退回') });
      await one.step(id, 'submission');
      const silent = await reviewer.refused('POST', `drafts/${id}/return`, {
        version: 2,
        note: ' ',
      });
      expect(silent.faults?.[0]?.path).toBe('$.note');
      const back = await reviewer.step(id, 'return', { note: '请写明日期' });
      expect(back).toMatchObject({ state: 'draft', step: 0, returnedNote: '请写明日期' });
      const { waiting } = await one.ask<ContentTasks>('GET', 'tasks');
      expect(waiting.map((each) => each.id)).toContain(id);
      await one.save(id, { body: '改好了' });
      expect((await one.step(id, 'submission')).returnedNote).toBeNull();
      expect((await one.step(id, 'recall')).state).toBe('draft');
    });

    test('waits for its time, may be given another, and is called back before it', async () => {
      const { id } = await one.create({ kind: 'news' });
      const publishAt = '2026-11-25T01:00:00.000Z';
      await one.save(id, { fields: notice('定时发布'), publishAt });
      await one.step(id, 'submission');
      await reviewer.step(id, 'approval');
      await service.publications.idle();
      expect(await one.draft(id)).toMatchObject({ state: 'approved', publishAt });
      expect(livePage(service)).not.toContain('定时发布');
      await one.step(id, 'recall');
      service.setTime(new Date(publishAt));
      service.publications.wake();
      await service.publications.idle();
      expect((await one.draft(id)).state).toBe('draft');
      expect(livePage(service)).not.toContain('定时发布');

      await one.step(id, 'submission');
      await reviewer.step(id, 'approval');
      await service.publications.idle();
      expect((await one.draft(id)).state).toBe('published');
      expect(livePage(service)).toContain('定时发布');
    });
  });
});
