import { describe, expect, it } from 'vitest';
import { answerForm } from '../../../../site/features/verify/answer-form.ts';
import { readAnswer } from '../../../../site/features/verify/read-answer.ts';
import { splitInput } from '../../../../site/features/verify/split-input.ts';
import { verificationHtml } from '../../../../site/features/verify/verification-html.ts';
import { viewOf } from '../../../../site/features/verify/verification-view.ts';
import { chineseWords } from '../../../../site/features/verify/words/chinese.ts';
import { address, code, full, input, number, printed, summary } from './sample-answers.ts';

describe('readAnswer', () => {
  const readView = async (response: Response) =>
    viewOf(await readAnswer(response, input), chineseWords);

  it('takes an answer that it cannot read for a failure to check', async () => {
    const unknown = JSON.stringify({ ...summary, result: 'toString' });
    for (const body of ['', 'null', '{}', '<html>', '{"result":"valid"}', unknown]) {
      const view = await readView(new Response(body, { status: 200 }));
      expect(view.word).toBe('暂时无法核验');
    }
    const view = await readView(new Response('<html>', { status: 502 }));
    expect(view.word).toBe('暂时无法核验');
  });

  it('tells that one asks too often, whoever in front of us says it', async () => {
    for (const body of ['', '<html>', '{}', 'null', '{"code":"too-many-requests"}']) {
      const limited = new Response(body, { status: 429, headers: { 'Retry-After': '7' } });
      const view = await readView(limited);
      expect(view.sentence, body).toBe('查得太频繁，请 7 秒后再试。');
      expect(view.tone).toBe('open');
      expect(view.advice.join()).toContain('不表示报告是假的');
    }
    const unsaid = await readView(new Response('', { status: 429 }));
    expect(unsaid.sentence).toBe('查得太频繁，请稍后再试。');
  });
});

describe('splitInput', () => {
  it('takes number and code out of pasted text, in whichever field', () => {
    const pasted = `报告编号 ${printed}\n验证码：7k3m-9qxd-4t2a-w8re 请核验`;
    const both = { number: printed, code };
    expect(splitInput(pasted, '')).toEqual(both);
    expect(splitInput('', pasted)).toEqual(both);
    expect(splitInput(number, '7K3M9QXD4T2AW8RE')).toEqual(both);
  });

  it('hands back what it does not understand as it was typed', () => {
    expect(splitInput(' 3226 ', ' 7K3M ')).toEqual({ number: '3226', code: '7K3M' });
    expect(splitInput('', '')).toEqual({ number: '', code: '' });
  });
});

describe('answerForm', () => {
  const post = (fields: Record<string, string>) =>
    new Request('http://internal/verify/', { method: 'POST', body: new URLSearchParams(fields) });

  it('asks the service with what was typed and mirrors its status', async () => {
    let asked: unknown;
    const answer = await answerForm(
      post({ number: `编号 ${number}`, code }),
      async (request) => {
        asked = await request.json();
        return Response.json({ code: 'code-mismatch', detail: '验证码不符' }, { status: 403 });
      },
      chineseWords,
    );
    expect(asked).toEqual({ number: printed, code });
    expect(answer).toMatchObject({ status: 403, view: { word: '验证码不符' } });
  });

  it('sends no code when none was typed', async () => {
    let asked: unknown;
    await answerForm(
      post({ number }),
      async (request) => {
        asked = await request.json();
        return Response.json(summary);
      },
      chineseWords,
    );
    expect(asked).toEqual({ number: printed });
  });

  it('answers 503 when the service fails, is missing, or cannot be understood', async () => {
    const broken = async () => {
      throw new Error('down');
    };
    const garbled = async () => new Response('<html>');
    for (const api of [broken, garbled, undefined]) {
      expect(await answerForm(post({ number }), api, chineseWords)).toMatchObject({
        status: 503,
        view: { word: '暂时无法核验' },
      });
    }
  });

  it('shows a fault at its field', async () => {
    const answer = await answerForm(
      post({ number: '1' }),
      async () =>
        Response.json({ code: 'malformed-number', detail: '应为 20 位数字' }, { status: 422 }),
      chineseWords,
    );
    expect(answer.faults).toEqual({ numberFault: '应为 20 位数字' });
  });

  it('never writes an identity number typed for the report’s into the page', async () => {
    const typed = '11010519491231002X';
    for (const fields of [
      { number: typed },
      { number: '身份证 110105 19491231 002x' },
      { number, code: typed },
    ]) {
      const answer = await answerForm(
        post(fields),
        async () =>
          Response.json({ code: 'malformed-number', detail: '这像是身份证号码' }, { status: 422 }),
        chineseWords,
      );
      expect(JSON.stringify(answer).replaceAll(' ', '')).not.toMatch(/19491231/);
    }
  });

  it('compares an ID number, and opens the report even when it cannot', async () => {
    const asked: Record<string, string>[] = [];
    const api = async (request: Request) => {
      const body = await request.json();
      asked.push(body);
      if (body.idNumber === undefined) return Response.json(full('valid'));
      if (body.idNumber === '1') {
        return Response.json({ code: 'validation-failed', detail: '有误' }, { status: 422 });
      }
      return Response.json(full('valid', { holderMatch: true }));
    };
    const about = { number, code };
    const good = await answerForm(post({ ...about, idNumber: 'E12345678' }), api, chineseWords);
    expect(good).toMatchObject({ status: 200, view: { person: { match: true } } });
    expect(asked).toEqual([{ number: printed, code, idNumber: 'E12345678' }]);
    const bad = await answerForm(post({ ...about, idNumber: '1' }), api, chineseWords);
    expect(bad).toMatchObject({ status: 200, view: { word: '真实有效' } });
    expect(bad.view.person).toEqual({ fault: chineseWords.person.malformed });
    for (const answer of [good, bad]) {
      const shown = verificationHtml(answer.view, address);
      expect(shown).not.toContain('E12345678');
    }
  });

  it('takes a body that is not a form for an empty one', async () => {
    const request = new Request('http://internal/verify/', { method: 'POST', body: '{}' });
    const answer = await answerForm(
      request,
      async () =>
        Response.json({ code: 'malformed-number', detail: '请输入报告编号' }, { status: 422 }),
      chineseWords,
    );
    expect(answer).toMatchObject({ status: 422, input: { number: '', code: '' } });
  });
});

describe('a form that is too large', () => {
  it('is told so by 413, also when its length was not declared', async () => {
    const body = new ReadableStream({
      start: (controller) => controller.error(new Error('Body size limit exceeded: received more')),
    });
    const request = new Request('http://internal/verify/', {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body,
      duplex: 'half',
    } as RequestInit);
    const answer = await answerForm(
      request,
      async () => {
        throw new Error('nothing is to be asked');
      },
      chineseWords,
    );
    expect(answer).toMatchObject({ status: 413, view: { word: '填写有误' } });
    expect(answer.view.sentence).toContain('太大');
  });
});
