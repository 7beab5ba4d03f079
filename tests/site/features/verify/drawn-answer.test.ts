import { describe, expect, it } from 'vitest';
import type { CredentialOutcome } from '#domain/credential.ts';
import { fieldRules, outcomeKinds } from '#domain/outcome-kinds.ts';
import { problemCodes } from '#domain/problem.ts';
import { makeReportNumber, parseReportNumber } from '#domain/report-number.ts';
import type {
  SummaryAnswer,
  VerificationAnswer,
  VerificationResult,
} from '#domain/verification.ts';
import { verificationHtml } from '../../../../site/features/verify/verification-html.ts';
import { chineseWords } from '../../../../site/features/verify/words/chinese.ts';
import { englishWords } from '../../../../site/features/verify/words/english.ts';
import {
  address,
  code,
  draw,
  full,
  label,
  number,
  printed,
  report,
  summary,
  viewOfAnswer,
  viewOfProblem,
} from './sample-answers.ts';

describe('what an answer shows', () => {
  it('gives each state a word, a colour and an icon of its own', () => {
    const states: VerificationResult[] = ['valid', 'revoked', 'superseded', 'expired'];
    const views = states.map((state) => viewOfAnswer(full(state), code));
    expect(views.map(({ word }) => word)).toEqual(['真实有效', '已撤销', '已换发', '已过期']);
    expect(new Set(views.map(({ icon }) => icon)).size).toBe(4);
    expect(views.filter(({ tone }) => tone === 'good')).toHaveLength(1);
    expect(views.filter(({ tone }) => tone === 'cinnabar')).toHaveLength(1);
  });

  it('says when and why a report was revoked', () => {
    const view = viewOfAnswer(
      full('revoked', {
        reason: 'materials-untrue',
        reasonLabel: '材料不实',
        changedOn: '2026-11-20',
      }),
      code,
    );
    expect(view.sentence).toContain('2026年11月20日');
    expect(view.sentence).toContain('材料不实');
  });

  it('names the new report only to who has the code', () => {
    const next = makeReportNumber('31', 2026, '00000000000001');
    const shown = next.replace(/(\d{4})(?=\d)/g, '$1 ');
    expect(draw(full('superseded', { supersededBy: next }))).toContain(shown);
    expect(draw({ ...summary, result: 'superseded' })).not.toContain(shown);
  });

  it('shows the report as issued, dates in China, and offers the original', () => {
    const shown = draw(full('valid'));
    for (const text of [
      '王小明',
      '002X',
      printed,
      '公司概况',
      '2026年11月21日',
      '2 项，共 2.3 学分',
    ]) {
      expect(shown).toContain(text);
    }
    expect(shown).toContain('action="/verify/pdf/"');
    expect(shown).toContain(`value="${code}"`);
  });

  it('draws every field that an outcome may have', () => {
    for (const kind of outcomeKinds) {
      const { category, required, optional } = fieldRules[kind];
      const fields = [...required, ...optional];
      const values = Object.fromEntries(fields.map((field) => [field, `<${field}>`]));
      const outcome = {
        category,
        kind,
        title: '成果',
        obtainedOn: '2020-07-06',
        labels: { category: label('类别'), kind: label('种类') },
        ...values,
      } as CredentialOutcome;
      const view = viewOfAnswer(full('valid', { report: report({ outcomes: [outcome] }) }), code);
      const row = view.report?.tables[0]?.rows[0];
      for (const field of fields) expect(row).toContain(`<${field}>`);
    }
  });

  it('leaves no row short of cells when an outcome lacks a field that another has', () => {
    const table = viewOfAnswer(full('valid'), code).report?.tables[0];
    expect(table?.columns.map((column) => column.label)).toContain('说明');
    for (const row of table?.rows ?? []) expect(row).toHaveLength(table?.columns.length ?? 0);
  });

  it('tells from the number alone neither the name nor the content', () => {
    const shown = draw(summary);
    expect(shown).toContain('王*明');
    expect(shown).toContain('验证码');
    expect(shown).not.toContain('/verify/pdf/');
  });

  it('carries the address and what was compared, for a sheet that is filed', () => {
    expect(draw(full('valid'))).toContain('核验方式：编号与验证码');
    expect(draw(summary)).toContain('核验方式：仅凭编号');
    for (const shown of [draw(full('revoked')), draw(summary)]) expect(shown).toContain(address);
    expect(verificationHtml(viewOfProblem('number-not-found'), address)).not.toContain('核验方式');
  });

  it('calls the validity of a report that is valid no longer a former one', () => {
    const until = { validUntil: '2027-01-31' };
    for (const result of ['revoked', 'superseded'] as const) {
      for (const shown of [draw(full(result)), draw({ ...summary, result })]) {
        expect(shown).toContain('<dt>原有效期</dt><dd>长期有效</dd>');
        expect(shown).not.toContain('有效期至');
      }
      expect(draw({ ...summary, result, ...until })).toContain('<dd>至 2027年1月31日</dd>');
    }
    for (const result of ['valid', 'expired'] as const) {
      const shown = draw(full(result, { report: report(until) }));
      expect(shown).toContain('<dt>有效期至</dt><dd>2027年1月31日</dd>');
    }
  });

  it('marks a demonstration report', () => {
    expect(draw(full('valid', { demo: true }))).toContain('没有任何证明效力');
    expect(draw(full('valid'))).not.toContain('演示');
  });

  it('writes whatever a report says as text, never as markup', () => {
    const hostile = `<img src=x onerror=alert(1)>"'&`;
    const shown = draw(
      full('valid', {
        report: report({
          office: hostile,
          holder: { name: hostile, idType: 'other', idNumberLast4: hostile },
        }),
      }),
    );
    expect(shown).not.toContain('<img');
    expect(shown).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;');
  });
});

describe('in English', () => {
  const drawn = (answer: VerificationAnswer) =>
    verificationHtml(viewOfAnswer(answer, code, englishWords), `${address}en/`);
  /** Without what the report itself says, and marks as Chinese. */
  const own = (text: string) =>
    text.replaceAll(/<(dd|p|tbody)[^>]* lang="zh-CN">.*?<\/\1>/gs, '').replaceAll(/[－—]/g, '');

  it.each(['valid', 'revoked', 'superseded', 'expired'] as const)(
    'says all of a %s report but its own words',
    (result) => {
      const changes = { reason: 'materials-untrue', changedOn: '2026-11-20' } as const;
      const english = { zh: '学习成果认证报告', en: 'Certification report' };
      const said = [
        drawn(
          full(result, { ...changes, holderMatch: true, report: report({ typeLabel: english }) }),
        ),
        drawn({ ...summary, ...changes, typeLabel: english, result }),
      ].join('\n');
      const links = decodeURIComponent(said);
      expect(own(links)).not.toMatch(/\p{Script=Han}/u);
      expect(said).toContain('Report number');
      expect(said).toContain('Certification report');
      expect(said).toContain('<dd lang="zh-CN">王小明</dd>');
    },
  );

  it('says all refusals', () => {
    for (const problem of [...problemCodes, undefined]) {
      const view = viewOfProblem(problem, '中文', 90, englishWords);
      const text = JSON.stringify({ ...view, words: null });
      expect(text, problem).not.toMatch(/\p{Script=Han}/u);
      expect(view.tone).toBe(viewOfProblem(problem, '中文').tone);
    }
  });

  it('names every fault of number and code, every reason and every kind of document', () => {
    for (const given of ['', '1', `${number} 32264817392055164350`, '11010519491231002X']) {
      const parsed = parseReportNumber(given);
      if (parsed.ok) throw new Error('a fault was expected');
      expect(englishWords.numberFault(parsed)).toMatch(/^[\x20-\x7e’]+$/);
    }
    const all = [englishWords.reasons, englishWords.report.idTypes, englishWords.report.fields];
    expect(Object.values(all.map((words) => Object.values(words))).join()).not.toMatch(
      /\p{Script=Han}/u,
    );
  });
});

describe('an answer whose content is withheld', () => {
  const withheld = (changes: Partial<SummaryAnswer>): SummaryAnswer => ({
    ...summary,
    holder: null,
    withheld: 'erased',
    ...changes,
  });

  it.each(['erased', 'unreadable'] as const)('(%s) is never green, with or without code', (why) => {
    for (const words of [chineseWords, englishWords]) {
      for (const receipt of [{}, { receipt: 'eyJ.e30.c2ln' }]) {
        const view = viewOfAnswer(withheld({ withheld: why, ...receipt }), code, words);
        expect(view.tone).toBe('plain');
        expect(view.word).not.toBe(words.results.valid);
        expect(view.sentence).toBe(words.withheld[why].valid);
      }
    }
  });

  it('tells the state, type and dates, that the data were deleted, and gives the receipt', () => {
    const answer = withheld({
      result: 'revoked',
      reason: 'issued-in-error',
      reasonLabel: '签发有误',
      changedOn: '2026-11-20',
      receipt: 'eyJ.e30.c2ln',
    });
    const shown = draw(answer);
    for (const text of [
      '已撤销',
      '签发有误',
      '个人信息已按规定删除',
      '学习成果认证报告',
      '2026年11月21日',
      '编号与验证码',
      'eyJ.e30.c2ln',
    ]) {
      expect(shown).toContain(text);
    }
    expect(shown).not.toContain('持有人</dt>');
    expect(shown).not.toContain('/verify/pdf/');
    expect(viewOfAnswer(answer, code).tone).toBe('cinnabar');
  });
});

describe('the receipt and the person', () => {
  it('gives the receipt as text and in two files, without the code', () => {
    const shown = draw(full('valid'));
    const files = [...shown.matchAll(/href="data:([^,"]+),([^"]*)"/g)].map(([, type, data]) => ({
      type,
      text: decodeURIComponent(data ?? ''),
    }));
    expect(files.map(({ type }) => type)).toEqual([
      'text/plain;charset=utf-8',
      'application/json;charset=utf-8',
    ]);
    for (const { text } of files) {
      expect(text).toContain('eyJ.e30.c2ln');
      expect(text).toContain('https://bank.example.cn/verify/receipt/');
      expect(text).not.toContain('7K3M');
    }
    expect(JSON.parse(files[1]?.text ?? '')).toMatchObject({ number, receipt: 'eyJ.e30.c2ln' });
    expect(draw(summary)).not.toContain('data:');
  });

  it('says yes or no, by a word and an icon', () => {
    expect(draw(full('valid', { holderMatch: true }))).toContain('证件号码一致');
    expect(draw(full('valid', { holderMatch: false }))).toContain('证件号码不一致');
    expect(draw(full('valid'))).not.toContain('一致：');
    expect(draw(summary)).not.toContain('id-number');
  });
});

describe('what a refusal shows', () => {
  it('never says 真实有效, and never says of a failure to check that the report is not genuine', () => {
    for (const problem of [...problemCodes, undefined, 'made-up']) {
      const view = viewOfProblem(problem, '说明');
      expect(view.tone).not.toBe('good');
      expect(view.word).not.toBe('');
      expect(view.sentence).not.toBe('');
    }
    for (const problem of ['cannot-verify', 'unavailable', 'internal', 'made-up', undefined]) {
      const view = viewOfProblem(problem, '');
      expect(view.word).toBe('暂时无法核验');
      expect(view.advice.join()).toContain('这不表示报告是假的');
    }
  });

  it('tells the refusals of a report apart from failures', () => {
    expect(viewOfProblem('number-not-found').word).toBe('查无此编号');
    expect(viewOfProblem('code-mismatch').word).toBe('验证码不符');
    expect(viewOfProblem('malformed-number', '校验位不符').sentence).toBe('校验位不符');
  });

  it('says how long to wait', () => {
    expect(viewOfProblem('too-many-requests', '', 9).sentence).toBe('查得太频繁，请 9 秒后再试。');
    expect(viewOfProblem('too-many-requests', '', 90).sentence).toBe(
      '查得太频繁，请 2 分钟后再试。',
    );
    expect(viewOfProblem('cannot-verify', '', 5).advice[0]).toBe('请在 5 秒后再试。');
  });
});
