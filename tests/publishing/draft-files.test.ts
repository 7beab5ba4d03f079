import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Draft } from '#domain/content-answers.ts';
import type { ProblemBody } from '#domain/problem.ts';
import { describeOnEachDatabase } from '../support/database.ts';
import { editing, notice } from '../support/editors.ts';
import { createTestService, type TestService } from '../support/service.ts';
import { signedInAs } from '../support/staff.ts';

const AT = '/api/staff/content/drafts';

describeOnEachDatabase('files of a draft', (database) => {
  let service: TestService;
  let author: ReturnType<typeof editing>;
  let reviewer: ReturnType<typeof editing>;
  beforeAll(async () => {
    service = await createTestService(database());
    author = editing(service, await signedInAs(service, 'editor'));
    reviewer = editing(service, await signedInAs(service, 'reviewer'));
  });

  const newDraft = async (fields = notice('带附件的通知')) => {
    const { id } = await author.create({ kind: 'news' });
    return author.save(id, { fields });
  };
  const attached = async (id: string, name: string, content: string | Uint8Array) => {
    const answer = await author.attach(id, name, content);
    expect(answer.status, await answer.clone().text()).toBe(200);
    return (await answer.json()) as Draft;
  };

  test('keep their names, are replaced and removed, and every version is kept', async () => {
    const { id, version } = await newDraft();
    const one = await attached(id, 'C:\\文件\\实施 办法.PDF', '%PDF-1.7 甲');
    expect(one.files.map(({ name }) => name)).toEqual(['实施 办法.pdf']);
    expect(one.version).toBe(version + 1);
    const two = await attached(id, '实施 办法.pdf', '%PDF-1.7 乙乙');
    expect(two.files).toHaveLength(1);
    expect(two.files[0]?.bytes).toBe(Buffer.byteLength('%PDF-1.7 乙乙'));

    const name = encodeURIComponent('实施 办法.pdf');
    const answer = await author.raw('GET', `drafts/${id}/files/${name}`);
    expect(await answer.text()).toBe('%PDF-1.7 乙乙');
    expect(answer.headers.get('Content-Disposition')).toBe(
      `attachment; filename="file.pdf"; filename*=UTF-8''${name}`,
    );
    expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(answer.headers.get('Cache-Control')).toContain('no-store');

    const without = await author.ask<Draft>('POST', `drafts/${id}/files/${name}/removal`);
    expect(without.files).toEqual([]);
    expect((await author.raw('GET', `drafts/${id}/files/${name}`)).status).toBe(404);
    const rows = await database().rows(
      `select bytes, removed_by_name from content_draft_files where draft_id = '${id}' order by added_at, bytes`,
    );
    expect(rows).toHaveLength(2);
    expect(rows.every((row) => row['removed_by_name'] !== null)).toBe(true);
    for (const statement of [
      'delete from content_draft_files',
      'truncate content_draft_steps cascade',
    ]) {
      await expect(database().rows(statement), statement).rejects.toThrow();
    }
    await expect(
      database().rows(`update content_draft_steps set note = 'x' where draft_id = '${id}'`),
    ).rejects.toThrow();
  });

  test('are published with their entry, and nowhere before', async () => {
    const fields = notice('有附件', { attachments: [{ file: '名单.xlsx', title: '名单' }] });
    const { id, slug } = await newDraft(fields);
    await attached(id, '名单.xlsx', 'PK 名单');
    await author.step(id, 'submission');
    await reviewer.step(id, 'approval');
    await service.publications.idle();
    const { contentDir } = service.content;
    expect(readFileSync(path.join(contentDir, 'news/名单.xlsx'), 'utf8')).toBe('PK 名单');
    expect((await author.draft(id)).state).toBe('published');

    // A namesake of another entry does not take its place.
    const other = await newDraft();
    const namesake = await attached(other.id, '名单.xlsx', 'PK 另一份');
    expect(namesake.files.map(({ name }) => name)).toEqual(['名单-2.xlsx']);

    // The entry's own file is replaced when it is edited.
    const edit = await author.create({ kind: 'news', edit: slug as string });
    expect(edit.files.map(({ name }) => name)).toEqual(['名单.xlsx']);
    await attached(edit.id, '名单.xlsx', 'PK 新名单');
    await author.step(edit.id, 'submission');
    await reviewer.step(edit.id, 'approval');
    await service.publications.idle();
    expect(readFileSync(path.join(contentDir, 'news/名单.xlsx'), 'utf8')).toBe('PK 新名单');
    const history = await service.content.history.listChanges('news/名单.xlsx');
    expect(history).toHaveLength(2);
  });

  test.each([
    ['程序.pdf', 'MZ\x90\0', '是程序'],
    ['没有扩展名', 'x', '扩展名'],
    ['正文.md', '# x', '.md'],
    ['空.pdf', '', '空文件'],
  ])('%s is refused with a sentence', async (name, content, sentence) => {
    const { id, version } = await newDraft();
    const answer = await author.attach(id, name, content);
    expect(answer.status).toBe(422);
    expect(((await answer.json()) as ProblemBody).detail).toContain(sentence);
    expect(await author.draft(id)).toMatchObject({ version, files: [] });
  });

  test('are at most 20 MiB, and 40 of a draft', async () => {
    const { id } = await newDraft();
    const large = await author.attach(id, '大.pdf', new Uint8Array(21 * 1024 * 1024));
    expect(large.status).toBe(413);
    expect(((await large.json()) as ProblemBody).detail).toContain('超过 20 MiB');
    const justOver = await author.attach(id, '大.pdf', new Uint8Array(20 * 1024 * 1024 + 1));
    expect(justOver.status).toBe(422);
    for (let at = 0; at < 40; at += 1) await attached(id, `${at}.txt`, `${at}`);
    const more = await author.attach(id, '40.txt', 'x');
    expect(((await more.json()) as ProblemBody).detail).toContain('最多 40 个文件');
    await attached(id, '39.txt', '改过的');
  });

  test('belong to editors and reviewers', async () => {
    const { id } = await newDraft();
    await attached(id, 'a.txt', 'a');
    const issuer = await signedInAs(service, 'issuer');
    for (const [method, place] of [
      ['GET', `${AT}/${id}`],
      ['GET', `${AT}/${id}/files/a.txt`],
      ['GET', `${AT}/${id}/preview`],
      ['GET', '/api/staff/content/tasks'],
      ['POST', `${AT}/${id}/drop`],
      ['POST', '/api/staff/content/releases/20261122-120000/live'],
    ] as const) {
      expect((await issuer.call(method, place)).status, place).toBe(403);
      expect((await service.call(method, place)).status, place).toBe(401);
    }
    expect((await reviewer.raw('PUT', `drafts/${id}`, {})).status).toBe(403);
    expect((await author.raw('POST', 'releases/20261122-120000/live')).status).toBe(403);
  });

  test.each([
    ['body', { body: '长'.repeat(200_001) }, '最多 200000 个字'],
    ['fields', { fields: { a: [[[[[['x']]]]]] } }, '最多嵌套 6 层'],
    ['fields', { fields: { a: Array.from({ length: 2000 }, () => 'x') } }, '最多 2000 项'],
    ['fields', { fields: { title: '坏\u0000字' } }, '控制字符'],
    ['fields', { fields: { 标题: 'x' } }, '字段名'],
    ['fields', { fields: { a: 3 } }, '应为文字'],
  ])(
    'what is too large or no text in %s is refused, and nothing changes',
    async (_, change, sentence) => {
      const { id, version, title } = await newDraft();
      const body = { version, fields: {}, body: '', ...change };
      const refusal = await author.refused('PUT', `drafts/${id}`, body);
      expect(refusal.status).toBe(422);
      expect(refusal.faults?.[0]?.message).toContain(sentence);
      expect(await author.draft(id)).toMatchObject({ version, title });
    },
  );
});
