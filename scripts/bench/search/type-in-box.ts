import type { Browser } from 'playwright-core';

/** How long the page's own thread was busy at a stretch while someone typed. */
export interface TypingRun {
  /** Tasks of the thread. */
  tasks: number;
  /** The longest task: processor time, and time by the clock, which has others' work in it. */
  longestCpuMs: number;
  longestMs: number;
  /** What the task with the most processor time did, most first. */
  longestDid: string[];
}

interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  /** Microseconds by the clock, and of the thread. */
  dur?: number;
  tdur?: number;
  args: { name?: string };
}

/** Typed one after the other, the rest of a query at once as from an input method. */
const ONE_BY_ONE = 6;
const PAUSE_MS = 50;

/**
 * Types the queries into the search box of the page at `address`, by keyboard events, from the first
 * focus on, and reads from Chromium's trace what the thread of the page did meanwhile. Processor time
 * is what the page costs; time by the clock also counts when the machine let the thread wait.
 */
export async function typeInBox(
  browser: Browser,
  address: string,
  queries: readonly string[],
): Promise<TypingRun> {
  const context = await browser.newContext({ locale: 'zh-CN' });
  const page = await context.newPage();
  await page.goto(address, { waitUntil: 'networkidle' });
  await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline'] });
  await page.locator('form[role=search] input').click();
  for (const query of queries) {
    await page.keyboard.press('ControlOrMeta+A');
    const characters = [...query];
    const parts = [...characters.slice(0, ONE_BY_ONE), characters.slice(ONE_BY_ONE).join('')];
    for (const part of parts.filter((each) => each !== '')) {
      await page.keyboard.insertText(part);
      await page.waitForTimeout(PAUSE_MS);
    }
  }
  const trace = await browser.stopTracing();
  await context.close();
  return readTrace((JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] }).traceEvents);
}

function readTrace(events: readonly TraceEvent[]): TypingRun {
  const threads = new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const ran = events.filter(({ ph, pid, tid }) => ph === 'X' && threads.has(`${pid} ${tid}`));
  // Other pages of the browser are idle: the busiest thread is that of this one.
  const [own = []] = [...Map.groupBy(ran, ({ pid, tid }) => `${pid} ${tid}`).values()].toSorted(
    (a, b) => b.length - a.length,
  );
  const tasks = own.filter(({ name }) => name.endsWith('RunTask'));
  const [longest] = tasks.toSorted((a, b) => (b.tdur ?? 0) - (a.tdur ?? 0));
  if (!longest) throw new Error('the trace has no tasks');
  const end = longest.ts + (longest.dur ?? 0);
  const inside = own.filter(
    (event) => event !== longest && event.ts >= longest.ts && event.ts < end,
  );
  return {
    tasks: tasks.length,
    longestCpuMs: (longest.tdur ?? 0) / 1000,
    longestMs: Math.max(...tasks.map(({ dur = 0 }) => dur)) / 1000,
    longestDid: inside
      .toSorted((a, b) => (b.tdur ?? 0) - (a.tdur ?? 0))
      .slice(0, 4)
      .map(({ name, tdur = 0 }) => `${name} ${(tdur / 1000).toFixed(1)}`),
  };
}
