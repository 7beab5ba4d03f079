import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { chinaDate } from '#domain/china-date.ts';
import type { ContentTasks, Draft, Publication, SiteRelease } from '#domain/content-answers.ts';
import { Problem } from '#domain/problem.ts';
import { digestOfContent } from '../../verify-api/publishing/content-digest.ts';
import { createPublicationRunner } from '../../verify-api/publishing/run-publications.ts';
import { watchContent } from '../../verify-api/publishing/watch-content.ts';
import { writeContent } from '../../verify-api/publishing/write-content.ts';
import { describeOnEachDatabase } from '../support/database.ts';
import { editing, notice } from '../support/editors.ts';
import { createTestService, type TestService } from '../support/service.ts';
import { signedInAs } from '../support/staff.ts';

const diskFull = () => Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });

describeOnEachDatabase('a publication', (database) => {
  let service: TestService;
  let author: ReturnType<typeof editing>;
  let reviewer: ReturnType<typeof editing>;
  /** Each test has a day of its own, and no two things happen at one time. */
  let now = Date.UTC(2026, 10, 22, 4);
  beforeEach(async () => {
    now += 24 * 60 * 60 * 1000;
    const clock = () => {
      now += 1;
      return new Date(now);
    };
    service = await createTestService(database(), { content: { clock } });
    author = editing(service, await signedInAs(service, 'editor'));
    reviewer = editing(service, await signedInAs(service, 'reviewer'));
  });
  // It would take up what the next test's service queues in the same database.
  afterEach(() => service.publications.stop());

  const inContent = (file: string) => path.join(service.content.contentDir, file);
  const live = () =>
    readFileSync(path.join(service.content.dist, 'current/client/index.html'), 'utf8');
  const approve = async (draft: Draft) => {
    await author.step(draft.id, 'submission');
    await reviewer.step(draft.id, 'approval');
    await service.publications.idle();
    return author.draft(draft.id);
  };
  const write = async (title: string, body = '正文') => {
    const { id } = await author.create({ kind: 'news' });
    return author.save(id, { fields: notice(title), body });
  };
  const publicationOf = async ({ id }: Draft) => {
    const { publications } = await author.ask<ContentTasks>('GET', 'tasks');
    return publications.find(({ draft }) => draft === id) as Publication;
  };

  test('never overwrites what came by another door: it goes back and says so', async () => {
    const edit = await author.create({ kind: 'news', edit: 'last-year' });
    await author.save(edit.id, { body: '编辑改的正文' });
    writeFileSync(inContent('news/last-year.md'), '---\ntitle: 别处改的\n---\n\n别处\n');
    const back = await approve(edit);
    expect(back).toMatchObject({ state: 'draft', body: '编辑改的正文' });
    expect(back.returnedNote).toContain('被别处改动过');
    expect(back.faults[0]?.file).toBe('news/last-year.md');
    expect(await publicationOf(edit)).toMatchObject({ state: 'failed' });
    expect(readFileSync(inContent('news/last-year.md'), 'utf8')).toContain('别处改的');

    // Having seen it, the author sends the draft again.
    expect((await approve(back)).state).toBe('published');
    expect(readFileSync(inContent('news/last-year.md'), 'utf8')).toContain('编辑改的正文');
    const history = await service.content.history.listChanges('news/last-year.md');
    expect(history.map(({ author: by }) => by)).toEqual([edit.authorName, '积学']);
  });

  test('of a catalog that changed since asks for the file again', async () => {
    const answer = await author.upload('catalogs/courses', '课程.csv', 'code,name\n1,甲甲\n');
    expect(answer.status).toBe(201);
    const draft = (await answer.json()) as Draft;
    expect(draft).toMatchObject({ kind: 'catalogs', slug: 'courses', plan: { changed: 1 } });
    writeFileSync(inContent('catalogs/courses.csv'), 'code,name\n1,乙\n');
    const back = await approve(draft);
    expect(back.returnedNote).toContain('重新上传');
    const again = await author.upload('catalogs/courses', '课程.csv', 'code,name\n1,丙\n');
    const next = (await again.json()) as Draft;
    expect(next.id).toBe(draft.id);
    expect((await approve(next)).state).toBe('published');
    expect(readFileSync(inContent('catalogs/courses.csv'), 'utf8')).toContain('丙');

    const bad = await author.upload('catalogs/courses', '课程.csv', 'bad');
    expect(bad.status).toBe(422);
    expect(await bad.text()).toContain('第 2 行「名称」列');
  });

  test('that cannot be built leaves the site, and tells the author why', async () => {
    expect((await approve(await write('好的通知'))).state).toBe('published');
    const before = live();
    const back = await approve(await write('坏的通知', '禁用'));
    expect(back).toMatchObject({ state: 'draft', step: 0 });
    expect(back.returnedNote).toContain('禁用的内容');
    expect(back.history.at(-1)).toMatchObject({ kind: 'failed', byName: '系统' });
    expect(live()).toBe(before);
    expect(readdirSync(inContent('news'))).not.toContain(`${back.slug}.md`);
    expect(readdirSync(service.content.stagingDir)).toEqual([]);
  });

  test('waits for faults of others to be mended, and is not sent back for them', async () => {
    const draft = await write('没有错的通知');
    writeFileSync(inContent('news/faulty.md'), '---\ncategory: x\n---\n\n没有标题\n');
    expect((await approve(draft)).state).toBe('approved');
    const failed = await publicationOf(draft);
    expect(failed.state).toBe('failed');
    expect(failed.faults.map(({ message }) => message).join()).toContain('不是这次改动造成的');
    expect(failed.faults.map(({ file }) => file)).toContain('news/faulty.md');
    rmSync(inContent('news/faulty.md'));
    await author.ask('POST', `publications/${failed.id}/retry`);
    await service.publications.idle();
    expect((await author.draft(draft.id)).state).toBe('published');
  });

  test.each([
    ['the disk is full', diskFull, '磁盘已满'],
    ['the desk has crashed', () => new Problem('unavailable', '程序中途停止了'), '中途停止'],
    ['the disk may not be written', () => Object.assign(new Error(), { code: 'EROFS' }), '权限'],
  ])('says that %s, and is tried again', async (_, fault, sentence) => {
    const { desk } = service.content;
    const build = desk.buildRelease;
    desk.buildRelease = () => Promise.reject(fault());
    const draft = await approve(await write('写不下的通知'));
    expect(draft.state).toBe('approved');
    const failed = await publicationOf(draft);
    expect(failed.faults.map(({ message }) => message).join()).toContain(sentence);
    expect(service.log.join()).not.toContain('写不下的通知');
    desk.buildRelease = build;
    await reviewer.ask('POST', `publications/${failed.id}/retry`);
    await service.publications.idle();
    expect((await author.draft(draft.id)).state).toBe('published');
    expect(live()).toContain('写不下的通知');
    expect((await reviewer.raw('POST', `publications/${failed.id}/retry`)).status).toBe(409);
  });

  test('whose file cannot be written loses nothing and ends once there is room', async () => {
    let room = false;
    service.content.write = (where, changes) =>
      room ? writeContent(where, changes) : Promise.reject(diskFull());
    const draft = await approve(await write('放不下的文件'));
    expect(draft.state).toBe('approved');
    expect(readdirSync(inContent('news')).filter((name) => name.startsWith('.'))).toEqual([]);
    const failed = await publicationOf(draft);
    room = true;
    await author.ask('POST', `publications/${failed.id}/retry`);
    await service.publications.idle();
    expect((await author.draft(draft.id)).state).toBe('published');
    expect(readFileSync(inContent(`news/${draft.slug}.md`), 'utf8')).toContain('放不下的文件');
  });

  test.each([
    ['the desk is away', new Problem('unavailable', '检查程序停了'), '检查程序停了'],
    ['the disk is full', diskFull(), '磁盘已满'],
  ])('of a draft that is saved while %s can be asked for later', async (_, fault, sentence) => {
    const { desk } = service.content;
    const check = desk.checkDirectory;
    const { id } = await author.create({ kind: 'news' });
    desk.checkDirectory = () => Promise.reject(fault);
    const saved = await author.save(id, { fields: notice('先存着') });
    expect(saved.title).toBe('先存着');
    expect(saved.reminders[0]?.message).toContain(sentence);
    const refusal = await author.refused('POST', `drafts/${id}/submission`, { version: 2 });
    expect(refusal).toMatchObject({ status: 503, detail: expect.stringContaining(sentence) });
    desk.checkDirectory = check;
    expect((await author.step(id, 'submission')).state).toBe('review');
  });

  test('is one at a time over several processes', async () => {
    const { desk } = service.content;
    const build = desk.buildRelease;
    let atWork = 0;
    let most = 0;
    desk.buildRelease = async (request) => {
      atWork += 1;
      most = Math.max(most, atWork);
      await new Promise((resolve) => setTimeout(resolve, 20));
      const answer = await build(request);
      atWork -= 1;
      return answer;
    };
    const runners = [0, 1, 2].map(() =>
      createPublicationRunner(service.content, { lookAgainMs: 20 }),
    );
    const drafts = [await write('之一'), await write('之二'), await write('之三')];
    for (const { id } of drafts) await author.step(id, 'submission');
    for (const { id } of drafts) await reviewer.step(id, 'approval');
    for (const runner of runners) runner.wake();
    await expect
      .poll(
        async () =>
          (await Promise.all(drafts.map(({ id }) => author.draft(id)))).map(({ state }) => state),
        { timeout: 20_000 },
      )
      .toEqual(['published', 'published', 'published']);
    await Promise.all(runners.map((runner) => runner.stop()));
    expect(most).toBe(1);
    for (const title of ['之一', '之二', '之三']) expect(live()).toContain(title);
  });

  test('comes by itself when files change by another door, and with each new day', async () => {
    let wakes = 0;
    const watch = watchContent(
      service.content,
      () => {
        wakes += 1;
        service.publications.wake();
      },
      10,
    );
    try {
      await watch.ready;
      const entry = inContent('news/by-git.md');
      writeFileSync(entry, '---\ntitle: 从 git 来的\n---\n\n正文\n');
      const outside = async () =>
        (await author.ask<ContentTasks>('GET', 'tasks')).publications.filter(
          ({ kind }) => kind === 'outside',
        );
      await expect
        .poll(async () => (await outside()).map(({ state }) => state), { timeout: 10_000 })
        .toEqual(['done']);
      expect(live()).toContain('从 git 来的');
      expect((await service.content.history.listChanges('news/by-git.md')).length).toBe(1);

      // Its own publication is none; a change with a fault leaves the site, and is shown.
      await approve(await write('自己发布的'));
      writeFileSync(entry, '---\ncategory: 没有标题\n---\n\n正文\n');
      await expect
        .poll(async () => (await outside()).map(({ state }) => state), { timeout: 10_000 })
        .toEqual(['failed', 'done']);
      expect(live()).toContain('从 git 来的');
      writeFileSync(entry, '---\ntitle: 改好了的\n---\n\n正文\n');
      await expect.poll(live, { timeout: 10_000 }).toContain('改好了的');

      const before = wakes;
      now += 24 * 60 * 60 * 1000;
      const id = `daily-${chinaDate(new Date(now))}`;
      const daily = async () => (await service.content.publications.find(id))?.state;
      await expect.poll(daily, { timeout: 10_000 }).toBe('done');
      expect(wakes).toBeGreaterThan(before);
    } finally {
      watch.stop();
    }
  });

  test('is undone by going back to an earlier build, which a new day leaves alone', async () => {
    await approve(await write('第一版的通知'));
    await approve(await write('第二版的通知'));
    const { releases } = await reviewer.ask<{ releases: SiteRelease[] }>('GET', 'releases');
    expect(releases.map(({ current }) => current)).toEqual([true, false]);
    expect(releases.map(({ brought }) => brought)).toEqual(['第二版的通知', '第一版的通知']);
    const [, before] = releases as [SiteRelease, SiteRelease];
    await reviewer.ask('POST', `releases/${before.id}/live`);
    expect(live()).not.toContain('第二版的通知');
    expect((await reviewer.raw('POST', 'releases/20200101-000000/live')).status).toBe(404);
    const at = service.content.clock();
    const by = { requestedBy: 'system', requestedByName: '系统', requestedAt: at, dueAt: at };
    await service.content.publications.add({
      id: `daily-of-${before.id}`,
      kind: 'daily',
      title: '',
      state: 'waiting',
      faults: [],
      ...by,
    });
    service.publications.wake();
    await service.publications.idle();
    expect(live()).not.toContain('第二版的通知');
    await approve(await write('第三版的通知'));
    expect(live()).toContain('第二版的通知');
    const audit = await database().rows(
      `select subject from audit where action = 'site-rolled-back' and subject = '${before.id}'`,
    );
    expect(audit.length).toBeGreaterThan(0);
  });

  test('of a withdrawal takes the entry’s own files along, and those of others not', async () => {
    mkdirSync(inContent('downloads'), { recursive: true });
    writeFileSync(inContent('news/shared.csv'), '共用');
    const attachments = (file: string) => `attachments:\n  - file: ${file}\n    title: x\n`;
    writeFileSync(
      inContent('news/one.md'),
      `---\ntitle: 甲\n${attachments('shared.csv')}---\n\n正文\n`,
    );
    const files = `${attachments('shared.csv')}  - file: own.csv\n    title: y\n`;
    writeFileSync(inContent('news/two.md'), `---\ntitle: 乙\n${files}---\n\n正文\n`);
    writeFileSync(inContent('news/own.csv'), '独有');
    const refusal = await reviewer.refused('POST', 'entries/news/two/withdrawal', { reason: '' });
    expect(refusal.faults?.[0]?.path).toBe('$.reason');
    await reviewer.ask('POST', 'entries/news/two/withdrawal', { reason: '内容有误' });
    await service.publications.idle();
    expect(readdirSync(inContent('news')).sort()).toEqual([
      'last-year.md',
      'list.csv',
      'one.md',
      'shared.csv',
    ]);
    const [entry] = await database().rows(
      "select detail from audit where action = 'content-withdrawn' and subject = 'news/two' order by seq desc",
    );
    expect(entry?.['detail']).toMatchObject({ reason: '内容有误' });
    expect(await digestOfContent(service.content.contentDir)).toBe(
      await service.content.publications.lastDigest(),
    );
  });
});
