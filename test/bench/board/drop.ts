import type { Locator, Page } from 'playwright-core';
import { openGrounds } from '#test/bench/grounds';
import { openBrowser } from '#test/browser/chromium';
import { peopleOf } from '#test/browser/people';
import { openTown } from '#test/browser/town';

/** Wanda Price is promised 9:30-10:30 with Ivy Chen; at 10:00 Maria Gomez can have her within the promise. */
const VISIT = 'Wanda Price';
const [FROM, TO] = ['Ivy Chen', 'Maria Gomez'];
/** What the board says once the server has agreed, and not before. */
const AGREED = 'The customer hears of it once the ticket is accepted';

/**
 * How long the board takes from letting a visit go until it says that the server has agreed, in milliseconds, one figure for
 * each drop: a real browser, api, worker and PostgreSQL, the demo town, its clock stopped. Each drop is taken back with Z.
 */
export async function dropTimes(drops: number): Promise<readonly number[]> {
  const grounds = await openGrounds();
  const town = await openTown(await grounds.database('board_drops'));
  const browser = await openBrowser();
  try {
    await town.sql('UPDATE clock SET set_at = clock_timestamp(), rate = 0');
    const board = await peopleOf(browser, town).board();
    await watchDrops(board);
    const times: number[] = [];
    for (let n = 0; n < drops; n++) {
      await carry(board);
      await board.locator('[data-ghost="good"]').waitFor();
      await board.mouse.up();
      times.push(
        (await (await board.waitForFunction(() => (window as unknown as Watched).took)).jsonValue()) as number,
      );
      await board.keyboard.press('z');
      await board.getByText(AGREED).waitFor({ state: 'detached' });
      await barIn(board, FROM).waitFor();
    }
    return times;
  } finally {
    await browser.close();
    await town.close();
    await grounds.close();
  }
}

type Watched = { took: number | null };

/** Times each drop inside the page: from the pointer's letting go to the sentence that tells of the answer. */
const watchDrops = (board: Page) =>
  board.evaluate((agreed) => {
    const watched = window as unknown as Watched;
    let dropped: number | null = null;
    watched.took = null;
    document.addEventListener('pointerdown', () => (watched.took = null), true);
    document.addEventListener('pointerup', () => (dropped = performance.now()), true);
    new MutationObserver(() => {
      const says = [...document.querySelectorAll('[role=status]')].some(({ textContent }) =>
        textContent?.includes(agreed),
      );
      if (!says || dropped === null) return;
      watched.took = performance.now() - dropped;
      dropped = null;
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  }, AGREED);

const rowOf = (board: Page, technician: string) => board.getByRole('listitem', { name: technician, exact: true });
const barIn = (board: Page, technician: string) => rowOf(board, technician).getByRole('button', { name: VISIT });

async function carry(board: Page): Promise<void> {
  const [bar, row, eight, nine] = await Promise.all(
    [
      barIn(board, FROM),
      rowOf(board, TO),
      board.getByText('8 am', { exact: true }),
      board.getByText('9 am', { exact: true }),
    ].map(box),
  );
  const [x, y] = [bar!.x + 12, bar!.y + 20];
  await board.mouse.move(x, y);
  await board.mouse.down();
  await board.mouse.move(x + 20, y + 4, { steps: 3 });
  await board.mouse.move(x + (nine!.x - eight!.x) / 2, row!.y + row!.height / 2, { steps: 6 });
}

const box = async (shown: Locator) => (await shown.boundingBox())!;
