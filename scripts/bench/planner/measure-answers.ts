import type { CDPSession, Page } from 'playwright-core';
import { openChromium } from '../search/open-chromium.ts';
import type { HoldingSet } from './make-holding-sets.ts';

export interface AnswerTimes {
  /** From the start of the page's load to its first answer. */
  loadMs: number;
  /** CPU of the page's own thread for an answer with its drawing, in the mean. */
  cpuMs: number;
  /** Answers that say that the search stopped early. */
  stopped: number;
  kinds: KindTimes[];
}

export interface KindTimes {
  name: string;
  count: number;
  /** Places at which the holdings are of use, in the mean. */
  places: number;
  p50: number;
  p95: number;
  most: number;
}

interface Answer {
  ms: number;
  layoutMs: number;
  places: number;
  stopped: boolean;
}

/**
 * Asks the page all the sets by its address, as a shared link does, and waits until the answer is in
 * the document and laid out; milliseconds.
 */
export async function measureAnswers(
  address: string,
  sets: readonly HoldingSet[],
): Promise<AnswerTimes> {
  const browser = await openChromium();
  try {
    const context = await browser.newContext({ locale: 'zh-CN' });
    const page = await context.newPage();
    const start = performance.now();
    await page.goto(`${address}/planner/#${sets[0]?.fragment}`);
    await page.locator('[data-worth] tr').first().waitFor();
    const loadMs = performance.now() - start;
    const fragments = sets.map(({ fragment }) => fragment);
    await ask(page, fragments.slice(0, 20));
    const session = await context.newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const cpu = await cpuOf(session);
    const forward = await ask(page, fragments);
    const cpuMs = ((await cpuOf(session)) - cpu) / sets.length;
    const backward = await ask(
      page,
      sets.map(({ withGoal }) => withGoal),
    );
    return {
      loadMs,
      cpuMs,
      stopped: [...forward, ...backward].filter(({ stopped }) => stopped).length,
      kinds: [
        summarise('作答', forward, ({ ms }) => ms),
        summarise('作答并排版', forward, ({ ms, layoutMs }) => ms + layoutMs),
        summarise('作答，并算出还差什么', backward, ({ ms }) => ms),
      ],
    };
  } finally {
    await browser.close();
  }
}

async function ask(page: Page, fragments: readonly string[]): Promise<Answer[]> {
  return page.evaluate(async (all) => {
    const answers: Answer[] = [];
    for (const fragment of all) {
      history.replaceState(null, '', `#${fragment}`);
      const start = performance.now();
      dispatchEvent(new HashChangeEvent('hashchange'));
      const answered = performance.now();
      void document.documentElement.offsetHeight;
      const laidOut = performance.now();
      const status = document.querySelector('[data-status]')?.textContent ?? '';
      answers.push({
        ms: answered - start,
        layoutMs: laidOut - answered,
        places: Number(/共有 (\d+) 个/.exec(status)?.[1] ?? 0),
        stopped: document.body.textContent.includes('只算了一部分'),
      });
      await new Promise((resolve) => setTimeout(resolve));
    }
    return answers;
  }, fragments);
}

async function cpuOf(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN);
}

function summarise(
  name: string,
  answers: readonly Answer[],
  of: (answer: Answer) => number,
): KindTimes {
  const sorted = answers.map(of).toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
  return {
    name,
    count: answers.length,
    places: answers.reduce((sum, { places }) => sum + places, 0) / answers.length,
    p50: at(0.5),
    p95: at(0.95),
    most: at(1),
  };
}
