import type { Play } from '#test/bench/bench';
import { dropTimes } from '#test/bench/board/drop';
import { p50, p99 } from '#test/bench/figures';
import { hasBrowser, openBrowser } from '#test/browser/chromium';
import { madeUpDay } from '#test/bench/board/made-up-day';
import { openLine } from '#test/bench/board/line';

/** Changes of one visit each. */
const CHANGES_PER_SECOND = 100;
const SECONDS = 8;
const MOST_FRAME_MS = 40;
const MOST_PAINT_MS = 1_500;
const DROPS = 40;
const MOST_DROP_MS = 300;

/**
 * The board alone, in a real browser, before a server that is made up: how long its frames take while visits change. Then
 * before a real one: how long a drop takes.
 */
export const board: Play = {
  name: 'board',
  about:
    'frames of the board while 100 visits a second change (60 and 200 technicians, 7 visits each); a drop and its answer',
  async play() {
    if (!hasBrowser()) {
      console.error('No Chromium or Chrome was found: nothing was measured.');
      return 0;
    }
    let isWrong = false;
    for (const technicians of [60, 200]) {
      const { paint, busy, frames, wrong } = await measure(technicians);
      const aim = technicians === 60 ? ` (aims: ${MOST_PAINT_MS} ms, p99 ${MOST_FRAME_MS} ms)` : '';
      console.log(
        `${technicians} technicians x 7 visits, ${CHANGES_PER_SECOND} changes a second: first visits after ${Math.round(paint)} ms, ` +
          `frames p50 ${p50(frames).toFixed(1)} ms, p99 ${p99(frames).toFixed(1)} ms, longest ${Math.max(...frames).toFixed(0)} ms, ${frames.length} frames${aim}; ` +
          `the page's thread was busy for ${Math.round(busy.opening)} ms until then and ${Math.round(busy.changes)} ms of ${SECONDS} s of changes`,
      );
      for (const what of wrong) console.error(`WRONG: ${what}`);
      isWrong ||= wrong.length > 0;
    }
    const drops = await dropTimes(DROPS);
    console.log(
      `from a drop until the server's answer is read, ${drops.length} drops: p50 ${p50(drops).toFixed(0)} ms, ` +
        `p99 ${p99(drops).toFixed(0)} ms (aim: ${MOST_DROP_MS} ms)`,
    );
    return isWrong ? 1 : 0;
  },
};

/** `busy`: CPU milliseconds of the page's main thread, which other work on the machine hardly changes. */
type Measured = {
  readonly busy: { readonly opening: number; readonly changes: number };
  readonly paint: number;
  readonly frames: readonly number[];
  readonly wrong: readonly string[];
};

async function measure(technicians: number): Promise<Measured> {
  const day = madeUpDay(technicians, 7);
  const browser = await openBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
    const busy = async () =>
      (await cdp.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'ThreadTime')!.value * 1_000;
    const line = await openLine(page, day);
    await page.goto(line.url);
    await page.locator('[data-visit]').first().waitFor();
    const paint = await page.evaluate(() => performance.now());
    const opening = await busy();
    await line.isFollowing;
    await page.evaluate(() => {
      const frames: number[] = [];
      let last = performance.now();
      const tick = (now: number) => {
        frames.push(now - last);
        last = now;
        requestAnimationFrame(tick);
      };
      requestAnimationFrame(tick);
      Object.assign(window, { frames });
    });
    const begun = await busy();
    const changed = await line.change(CHANGES_PER_SECOND, SECONDS);
    const changes = (await busy()) - begun;
    const frames = await page.evaluate(() => (window as unknown as { frames: number[] }).frames.slice(2));
    // What the board shows at the end is what it was told last.
    const shown = await page.locator(`[data-visit="${changed.appointmentId}"]`).getAttribute('data-tint');
    const wrong = shown === 'onsite' ? [] : [`the last change is not on the board: ${shown}`];
    return { paint, busy: { opening, changes }, frames, wrong };
  } finally {
    await browser.close();
  }
}
