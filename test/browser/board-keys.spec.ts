import type { Locator, Page } from 'playwright-core';
import { demoSignIn } from '#flows/demo-town';
import { seen } from '#test/browser/people';
import { DESKTOP } from '#test/browser/screen';
import { onScreens, people, playInTown, town } from '#test/browser/stage';

/* A dispatcher's morning without a mouse: nothing here clicks, and a pointer that touched the page would be seen. */

playInTown({ SPEAKING_HOURS: '* 6-21' }, async () => {
  await town.sql('UPDATE clock SET set_at = clock_timestamp(), rate = 0');
});

const spoken = (board: Page) => board.locator('[data-spoken]');
const focused = (board: Page, where: Locator) => where.and(board.locator(':focus')).waitFor();
const phoneOf = async (name: string) =>
  (await town.sql<{ phone: string }>('SELECT phone FROM customer WHERE name = $1', [name]))[0]!.phone;
const happened = (type: string) =>
  town.sql<{ actor: string; reason: string }>('SELECT actor, reason FROM timeline WHERE type = $1 ORDER BY id', [type]);

/** Goes on with Tab until this has the focus. */
async function tabTo(board: Page, where: Locator): Promise<void> {
  await where.waitFor();
  for (let presses = 0; presses < 40; presses++) {
    if (await where.evaluate((element) => element === document.activeElement)) return;
    await board.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${String(where)}`);
}

async function signedIn(): Promise<Page> {
  const { page } = await people.open('about:blank', { viewport: DESKTOP });
  await page.addInitScript(() =>
    addEventListener('pointerdown', () => console.error('somebody used a mouse'), { capture: true }),
  );
  await page.goto(`${town.url}/board`);
  await focused(page, page.getByLabel('Email'));
  await page.keyboard.type(demoSignIn.email);
  await page.keyboard.press('Tab');
  await page.keyboard.type(demoSignIn.password);
  await page.keyboard.press('Enter');
  await page.getByText('Live', { exact: true }).waitFor();
  return page;
}

onScreens(
  'a day at the desk by the keyboard alone: alerts, another technician, other times, texts, calls, a sick colleague',
  async () => {
    for (const name of ['Wanda Price', 'Elsa Berg', 'Peter Hall'])
      await town.carrier.text(await phoneOf(name), 'Please call me back');
    const board = await signedIn();
    const alerts = board.getByRole('region', { name: 'Alerts' });
    const cards = alerts.locator('[data-queued]');
    const story = board.getByRole('article');
    await cards.nth(2).waitFor();
    const before = await cards.count();

    // Which keys there are.
    await board.keyboard.press('?');
    await seen(board.getByRole('dialog', { name: 'Keys' }), 'I inbox');
    await board.keyboard.press('Escape');

    // Through what needs him; one is laid aside, one is closed, and the next takes its place.
    await board.keyboard.press('j');
    await focused(board, cards.nth(0).getByRole('button').first());
    await board.keyboard.press('j');
    await board.keyboard.press('k');
    await focused(board, cards.nth(0).getByRole('button').first());
    await board.keyboard.press('s');
    await focused(board, board.getByRole('button', { name: '15 min', exact: true }));
    await board.keyboard.press('Enter');
    await seen(spoken(board), /^Laid aside until \d+:\d\d am/);
    await alerts.getByText('Laid aside (1)').waitFor();
    expect(await cards.count()).toBe(before - 1);
    expect(await happened('alert.snoozed')).toEqual([
      { actor: 'dispatcher Lee Park', reason: expect.stringMatching(/^until /) },
    ]);
    await board.keyboard.press('j');
    await focused(board, cards.nth(0).getByRole('button').first());
    await board.keyboard.press('x');
    await board.keyboard.type('spoke to him at the counter');
    await board.keyboard.press('Enter');
    await cards.nth(before - 2).waitFor({ state: 'detached' });

    // Another technician, and back; other times.
    await board.keyboard.press('/');
    await board.keyboard.type('Nora Kim');
    await board.getByRole('option', { name: 'Nora Kim' }).first().waitFor();
    await board.keyboard.press('Enter');
    await story.filter({ hasText: 'Nora Kim' }).waitFor();
    await board.keyboard.press('a');
    await tabTo(board, story.getByRole('button', { name: /^Give it to/ }).first());
    await board.keyboard.press('Enter');
    await seen(board.getByRole('status'), 'has the visit of Nora Kim now');
    await board.keyboard.press('z');
    await seen(board.getByRole('status'), 'Undone');
    await seen(story, 'Change undone');
    await board.keyboard.press('o');
    await tabTo(board, story.getByRole('button', { name: 'Hold and text them' }));
    await board.keyboard.press('Enter');
    await seen(story.getByRole('status'), 'the text is on its way');

    // The inbox: an answer, and a call that was made.
    await board.keyboard.press('g');
    await seen(board.getByRole('status'), 'Go to');
    await board.keyboard.press('i');
    const inbox = board.getByRole('region', { name: 'Inbox' });
    await inbox.waitFor();
    await board.keyboard.press('j');
    await focused(board, inbox.locator('[data-queued]').first().getByRole('button').first());
    await board.keyboard.press('r');
    await focused(board, story.getByRole('textbox'));
    await board.keyboard.type('We call you within the hour.');
    await board.keyboard.press('Control+Enter');
    await seen(story.getByRole('status'), 'The text is on its way.');
    await board.keyboard.press('c');
    await focused(board, story.getByRole('textbox'));
    await board.keyboard.type('agreed to wait until noon');
    await board.keyboard.press('Enter');
    await seen(story.getByRole('status'), 'The call is noted');
    await seen(story, 'agreed to wait until noon');
    await board.keyboard.press('Escape');
    await story.waitFor({ state: 'detached' });

    // A technician is sick.
    await board.keyboard.press('/');
    await board.keyboard.type('Ivy Chen');
    await board.getByRole('option', { name: 'Ivy Chen' }).first().waitFor();
    await board.keyboard.press('Enter');
    await focused(board, board.locator('[id^=row-]', { hasText: 'Ivy Chen' }));
    await board.keyboard.press('w');
    const plan = board.getByRole('region', { name: 'The day of Ivy Chen' });
    await tabTo(board, plan.getByRole('button', { name: 'Sick' }));
    await board.keyboard.press('Enter');
    await tabTo(board, plan.getByRole('button', { name: 'Apply and tell everybody' }));
    await board.keyboard.press('Enter');
    await seen(plan.getByRole('status'), 'Done');
    expect(await happened('technician.absent')).toHaveLength(1);
    await board.keyboard.press('Escape');
    await plan.waitFor({ state: 'detached' });

    // The other pages, and back.
    const go = async (key: string) => {
      await board.keyboard.press('g');
      await board.keyboard.press(key);
    };
    await go('r');
    await board.getByRole('heading', { name: 'Were we right?' }).waitFor();
    await go('s');
    await board.getByRole('heading', { name: 'Setup', exact: true }).waitFor();
    await go('m');
    await focused(
      board,
      board
        .getByRole('list', { name: /^Technicians, where/ })
        .getByRole('button')
        .first(),
    );
    await go('a');
    await focused(board, board.getByRole('button', { name: /^All alerts/ }));
    await go('t');
    await focused(board, board.locator('[data-visit]').first());
    // Without the area's tiles there is no map but the drawn one; the browser writes down that they were asked for.
    expect(people.complaints().filter((said) => !said.includes('/map/about.json'))).toEqual([]);
  },
  120_000,
);
